import assert from "node:assert/strict";
import { ScaleInput } from "../../api/features/scales/schema.ts";
import { SCALE_PRESETS } from "../../api/features/grades/scales.ts";
import { draftsOf, scaleInput } from "../../web/src/features/settings/scale_input.ts";

Deno.test("a scale that starts from one of Laurel's, and changes nothing, is that one again", () => {
  for (const preset of Object.values(SCALE_PRESETS)) {
    const { entries, ...fields } = preset;
    const values = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, String(value)]),
    );
    const sent = scaleInput(values, draftsOf(entries.map((entry) => ({ ...entry }))));
    assert.deepEqual(ScaleInput.parse(sent), { ...preset, entries: [...entries] });
  }
});

Deno.test("a mark without points does not count, and letters turned numbers lose their percents", () => {
  const drafts = [
    { key: 0, label: " Seen ", minimum: "50", points: "", pass: true },
    { key: 1, label: "Not", minimum: "0", points: "0", pass: false },
  ];
  const values = { name: " Mine ", honors_bonus: "0", ap_bonus: "0.25" };
  assert.deepEqual(scaleInput({ ...values, kind: "letter" }, drafts), {
    name: "Mine",
    kind: "letter",
    honors_bonus: 0,
    ap_bonus: 0.25,
    minimum: 0,
    maximum: 100,
    pass_mark: 50,
    entries: [
      { label: "Seen", minimum: 50, points: null, pass: true },
      { label: "Not", minimum: 0, points: 0, pass: false },
    ],
  });
  const numeric = { ...values, kind: "numeric", minimum: "1", maximum: "6", pass_mark: "4" };
  const { minimum, maximum, pass_mark, entries } = scaleInput(numeric, drafts);
  assert.deepEqual([minimum, maximum, pass_mark], [1, 6, 4]);
  assert.deepEqual(entries.map(({ minimum }) => minimum), [null, null]);
});
