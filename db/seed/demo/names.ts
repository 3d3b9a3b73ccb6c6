import { fold } from "../../../api/schema.ts";

/** As its bearer writes it, and in the letters of an email address. */
export interface Name {
  text: string;
  latin: string;
}

/** The form a man bears and the form a woman bears; the same in most languages. */
export interface Surname {
  male: Name;
  female: Name;
}

/** Where a family's names come from, and how they are put together there. */
export interface Origin {
  surnames: Surname[];
  girls: Name[];
  boys: Name[];
  women: Name[];
  men: Name[];
  /** What stands between, where the surname comes first; undefined where it comes last. */
  surname_first?: string;
  /** Mothers bear the surname they were born with. */
  mothers_keep_theirs: boolean;
}

type Lists = Record<"girls" | "boys" | "women" | "men" | "surnames", string>;

/**
 * An origin from lists of names with commas between them. `Ольга=Olga` tells how a
 * name is written in Latin letters, `Novák/Nováková` the two forms of a surname.
 */
export function origin(
  lists: Lists,
  { surname_first, mothers_keep_theirs = false }: Partial<Origin> = {},
): Origin {
  return {
    surnames: entries(lists.surnames).map(([text, latin]) => {
      const [male, female = male] = text.split("/");
      const [latin_male, latin_female = latin_male] = latin.split("/");
      return {
        male: { text: male, latin: latin_male },
        female: { text: female, latin: latin_female },
      };
    }),
    girls: names(lists.girls),
    boys: names(lists.boys),
    women: names(lists.women),
    men: names(lists.men),
    surname_first,
    mothers_keep_theirs,
  };
}

/** A given name and a surname, in the order of the language. */
export function fullName({ surname_first }: Origin, given: Name, surname: Name): Name {
  const text = surname_first === undefined
    ? `${given.text} ${surname.text}`
    : `${surname.text}${surname_first}${given.text}`;
  return { text, latin: `${given.latin} . ${surname.latin}` };
}

/** The part of an email address before the "@": "Zoë . Šimon" is "zoe.simon". */
export function mailboxOf({ latin }: Name): string {
  return fold(latin)
    .replace(/[łøıđßæ]/g, (letter) => PLAIN[letter])
    .replace(/ \. /, ".")
    .replace(/[^a-z.]+/g, "-");
}

// Letters that are no accented ones to Unicode.
const PLAIN: Record<string, string> = { ł: "l", ø: "o", ı: "i", đ: "d", ß: "ss", æ: "ae" };

function names(list: string): Name[] {
  return entries(list).map(([text, latin]) => ({ text, latin }));
}

function entries(list: string): [text: string, latin: string][] {
  return list.split(",").map((entry) => {
    const [text, latin = text] = entry.trim().normalize("NFC").split("=");
    return [text, latin];
  });
}
