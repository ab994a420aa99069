// Forgiving search in the copy: accents, case and the written forms of alef, hamza, ta marbuta do not matter (app/core/search.py).
const FORMS = { "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ي", "ى": "ي", "ة": "ه", "ـ": "", "ء": "", "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "’": "'" };
const FORM = new RegExp(`[${Object.keys(FORMS).join("")}]`, "g");

export function fold(text) {
  const plain = text.toLowerCase().replace(FORM, (sign) => FORMS[sign]).normalize("NFKD").replace(/\p{M}/gu, "");
  return plain.replace(FORM, (sign) => FORMS[sign]).replace(/[^\p{L}\p{N}_@.+'-]+/gu, " ").trim();
}

export function findByName(people, query, most = 20) {
  const terms = fold(query).split(" ").filter(Boolean);
  const found = [];
  if (!terms.length) return found;
  for (const person of people) {
    person.search ??= fold(`${person.n} ${person.a}`);
    if (terms.every((term) => person.search.includes(term)) && found.push(person) === most) break;
  }
  return found;
}
