// Codes from the camera: the browser's own BarcodeDetector where it knows QR codes, else zxing in WebAssembly, from our own server.
import wasm from "zxing-wasm/reader/zxing_reader.wasm";

const EVERY = 120; // milliseconds between two looks
const AGAIN = 3000; // the same badge still before the lens is not a second reading

// What reads codes; called ahead of need, it has everything on the device before the network goes.
export async function detector() {
  const formats = { formats: ["qr_code"] };
  if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) return new BarcodeDetector(formats);
  const { BarcodeDetector: Polyfill, prepareZXingModule } = await import("barcode-detector/ponyfill");
  await prepareZXingModule({ overrides: { locateFile: () => new URL(wasm, import.meta.url).href }, fireImmediately: true });
  return new Polyfill(formats);
}

// Look through the camera until stopped; gives the function that stops it. Rejects when the camera may not be used.
export async function watch(video, onCode) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
  let running = true;
  let last = { code: "", at: 0 };
  video.srcObject = stream;
  const eye = await detector();
  await video.play();
  const look = async () => {
    if (!running) return;
    const [found] = await eye.detect(video).catch(() => []);
    const now = Date.now();
    if (running && found?.rawValue && (found.rawValue !== last.code || now - last.at > AGAIN)) onCode(found.rawValue);
    if (found?.rawValue) last = { code: found.rawValue, at: now };
    setTimeout(look, EVERY);
  };
  look();
  return () => {
    running = false;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}
