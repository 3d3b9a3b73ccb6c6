/** How a state looks; a word always says it too. */
export type Tone = "plain" | "good" | "warn" | "bad" | "info";
