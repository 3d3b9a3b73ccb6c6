import * as latin from "./latin_names.ts";
import * as other from "./other_names.ts";
import { fullName, mailboxOf, type Name, type Origin, type Surname } from "./names.ts";
import { DOMAIN, loginOf } from "./logins.ts";
import { type Random, randomFrom } from "./random.ts";

export const CHILDREN = 240;

export interface Adult {
  name: string;
  email: string;
  relationship: "Mother" | "Father" | "Grandmother";
  phone: string;
}

export interface Family {
  /** The first is whom the school calls. */
  adults: Adult[];
  /** Whether the adults have accounts; a few families are reached by telephone only. */
  online: boolean;
  children: { name: string; gender: "Female" | "Male" }[];
  address: string;
  phone: string;
}

/** How often each origin is met, of about seventy families. */
const ORIGINS: readonly [Origin, number][] = [
  [latin.english, 12],
  [latin.french, 4],
  [latin.german, 4],
  [latin.polish, 4],
  [latin.czech, 3],
  [latin.portuguese, 4],
  [latin.swedish, 3],
  [latin.turkish, 4],
  [latin.ghanaian, 4],
  [latin.indian, 4],
  [latin.vietnamese, 5],
  [other.greek, 5],
  [other.arabic, 5],
  [other.chinese, 5],
  [other.ukrainian, 3],
  [other.bulgarian, 2],
  [other.russian, 2],
];

const HOUSEHOLDS: readonly [Adult["relationship"][], number][] = [
  [["Mother", "Father"], 65],
  [["Mother"], 22],
  [["Father"], 7],
  [["Grandmother"], 3],
  [["Mother", "Father", "Grandmother"], 3],
];

const STREETS = [
  "Alder Row",
  "Bridge Street",
  "Canal Walk",
  "Chestnut Avenue",
  "Harbour Lane",
  "Laurel Hill",
  "Mill Lane",
  "Orchard Road",
  "Priory Gardens",
  "Station Road",
  "Tanner's Yard",
  "Willow Close",
];

/** Families with 240 children between them; the first is the one whose parent and child sign in. */
export function families(): Family[] {
  const random = randomFrom("families");
  const all = [firstFamily()];
  const taken = new Set(all[0].children.map(({ name }) => name));
  let left = CHILDREN - all[0].children.length;
  while (left > 0) {
    const family = makeFamily({ random, taken, number: all.length, most: left });
    all.push(family);
    left -= family.children.length;
  }
  return all;
}

function firstFamily(): Family {
  const children: Family["children"] = [
    { name: loginOf("Student").name, gender: "Female" },
    { name: "Matěj Dvořák", gender: "Male" },
  ];
  const { name, email } = loginOf("Parent");
  const father = { text: "Petr Dvořák", latin: "Petr . Dvořák" };
  const adults: Adult[] = [
    { name, email, relationship: "Mother", phone: mobile(0, 0) },
    {
      name: father.text,
      email: emailOf(father),
      relationship: "Father",
      phone: mobile(0, 1),
    },
  ];
  return { adults, children, online: true, address: "7 Laurel Hill, Laurelbridge", phone: home(0) };
}

interface Making {
  random: Random;
  /** Names that somebody has already. */
  taken: Set<string>;
  number: number;
  /** How many children there is still room for. */
  most: number;
}

function makeFamily({ random, taken, number, most }: Making): Family {
  const origin = weighted(random, ORIGINS);
  const surname = random.pick(origin.surnames);
  const given = {
    girls: random.shuffled(origin.girls),
    boys: random.shuffled(origin.boys),
    women: random.shuffled(origin.women),
    men: random.shuffled(origin.men),
  };

  const siblings = Math.min(most, weighted(random, [[1, 68], [2, 26], [3, 6]]));
  const children = Array.from({ length: siblings }, () => {
    const girl = random.chance(0.5);
    const names = girl ? given.girls : given.boys;
    const form = girl ? surname.female : surname.male;
    const name = firstFree(names.map((each) => fullName(origin, each, form)), taken);
    return { name: name.text, gender: girl ? "Female" as const : "Male" as const };
  });

  const adults = weighted(random, HOUSEHOLDS).map((relationship, i): Adult => {
    const man = relationship === "Father";
    const own = origin.mothers_keep_theirs && !man
      ? anotherSurname(random, origin, surname)
      : surname;
    const names = man ? given.men : given.women;
    const form = man ? own.male : own.female;
    const name = firstFree(names.map((each) => fullName(origin, each, form)), taken);
    return { name: name.text, email: emailOf(name), relationship, phone: mobile(number, i) };
  });

  return {
    adults,
    children,
    online: random.chance(0.95),
    address: `${random.int(1, 90)} ${random.pick(STREETS)}, Laurelbridge`,
    phone: home(number),
  };
}

function anotherSurname(random: Random, { surnames }: Origin, not: Surname): Surname {
  return random.pick(surnames.filter((surname) => surname !== not));
}

function weighted<T>(random: Random, choices: readonly (readonly [T, number])[]): T {
  let place = random.int(1, choices.reduce((sum, [, weight]) => sum + weight, 0));
  return choices.find(([, weight]) => (place -= weight) <= 0)![0];
}

// Numbers that Ofcom keeps for films and plays, so that none rings anywhere.
const mobile = (family: number, adult: number) => `+44 7700 900${pad(family * 3 + adult)}`;
const home = (family: number) => `+44 20 7946 0${pad(family)}`;
const pad = (number: number) => String(number).padStart(3, "0");

/** In a demo, two people of one name look like a fault. Emails follow from the names. */
function firstFree(names: Name[], taken: Set<string>): Name {
  const free = names.find(({ text }) => !taken.has(text)) ?? names[0];
  taken.add(free.text);
  return free;
}

function emailOf(name: Name): string {
  return `${mailboxOf(name)}@${DOMAIN}`;
}
