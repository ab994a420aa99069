// Run by tests/checkin/test_verdicts.py: the device's rules on the table that the server's are tested on.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { findByName, fold } from "../../static/src/js/desk/names.js";
import { decide, readCode } from "../../static/src/js/desk/verdicts.js";

const table = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url)));

for (const { name, badge, door, last, direction, at, answer } of table("verdicts.json")) {
  test(name, () => assert.deepEqual(decide(badge, door, last, direction, at), answer));
}
const { codes, names } = table("readings.json");
test("codes are read alike", () => { for (const [raw, code] of codes) assert.equal(readCode(raw), code); });
test("names are folded alike", () => { for (const [name, folded] of names) assert.equal(fold(name), folded); });
test("a person is found by words of either script, in any order", () => {
  const people = [{ n: "Amina Benali", a: "أمينة بنعلي" }, { n: "Omar Alaoui", a: "عمر العلوي" }];
  assert.deepEqual(findByName(people, "bénali amina"), [people[0]]);
  assert.deepEqual(findByName(people, "العلوي"), [people[1]]);
  assert.deepEqual(findByName(people, " "), []);
  assert.equal(findByName(Array(50).fill(people[0]), "amina").length, 20);
});
