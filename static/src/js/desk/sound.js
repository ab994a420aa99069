// Three sounds that are told apart without looking, and the same as vibration.
const TUNES = {
  good: { wave: "sine", notes: [[660, 0, 0.09], [990, 0.1, 0.16]], shake: [60] },
  warn: { wave: "triangle", notes: [[520, 0, 0.12], [520, 0.18, 0.12]], shake: [90, 70, 90] },
  bad: { wave: "square", notes: [[180, 0, 0.45]], shake: [350] },
};
let audio = null;

// Browsers let a page sound only after the first touch or key.
export function wakeSound() {
  audio ??= window.AudioContext ? new AudioContext() : null;
  if (audio?.state === "suspended") audio.resume();
}

export function play(tone) {
  const tune = TUNES[tone];
  if (!tune) return;
  navigator.vibrate?.(tune.shake);
  if (audio?.state !== "running") return;
  for (const [pitch, start, length] of tune.notes) {
    const voice = audio.createOscillator();
    const volume = audio.createGain();
    voice.type = tune.wave;
    voice.frequency.value = pitch;
    volume.gain.setValueAtTime(0.18, audio.currentTime + start);
    volume.gain.linearRampToValueAtTime(0, audio.currentTime + start + length);
    voice.connect(volume).connect(audio.destination);
    voice.start(audio.currentTime + start);
    voice.stop(audio.currentTime + start + length);
  }
}
