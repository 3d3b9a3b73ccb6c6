import type { Subject } from "./staff.ts";

/** What a teacher says of the work, by how good it is: A, B, C, and below. */
export const VERDICTS: readonly (readonly string[])[] = [
  [
    "Outstanding work from the first week to the last.",
    "Thinks beyond the task and helps others to follow.",
    "Careful, independent and curious.",
    "A pleasure to teach: always prepared, never satisfied with the first answer.",
  ],
  [
    "Solid work, and steadily improving.",
    "Good understanding, most of all in discussion.",
    "Reliable homework and good questions in class.",
    "A strong term with one weak test.",
  ],
  [
    "Understands the basics, but tests show gaps.",
    "Works well when settled; starting takes too long.",
    "Some good pieces of work between hurried ones.",
    "More confident than at the start of term, and it shows in class.",
  ],
  [
    "Much of the homework is missing.",
    "Finds this hard, and is not yet asking for help.",
    "The effort is there in class; practice at home is not.",
    "Let us meet at parents' evening and make a plan.",
  ],
];

/** What to do next in a subject, whatever the mark. */
export const NEXT_STEPS: Readonly<Record<Subject["name"], readonly string[]>> = {
  "English": [
    "Next: back every claim with a line from the text.",
    "Next: read one book of your own choice each month.",
    "Next: plan the essay before writing its first sentence.",
  ],
  "Mathematics": [
    "Next: write down every step, not only the answer.",
    "Next: ten minutes of fractions and percentages a day.",
    "Next: try the challenge problems at the end of each unit.",
  ],
  "Science": [
    "Next: say what the graph shows before saying why.",
    "Next: learn the units along with the formulas.",
    "Next: keep the lab notebook up to date.",
  ],
  "History": [
    "Next: ask who wrote the source, and for whom.",
    "Next: use dates to build the argument, not to decorate it.",
    "Next: compare two sources in every essay.",
  ],
  "Spanish": [
    "Next: speak in whole sentences, mistakes and all.",
    "Next: learn the past tenses by heart.",
    "Next: listen to something in Spanish every week.",
  ],
  "Art": [
    "Next: fill a page of the sketchbook each week.",
    "Next: work larger, and with bolder contrasts.",
    "Next: finish the series before starting another.",
  ],
  "Music": [
    "Next: practise slowly, with the metronome.",
    "Next: learn to read the bass clef.",
    "Next: perform once for the class before the holidays.",
  ],
  "Physical Education": [
    "Next: bring the kit to every lesson.",
    "Next: lead the warm-up once.",
    "Next: work on stamina with two runs a week.",
  ],
};

export const EXEMPT_BECAUSE: Readonly<Partial<Record<Subject["name"], string>>> = {
  "Spanish": "New to the language. Starts Spanish next term.",
  "Physical Education": "Exempt on medical grounds this term.",
};
