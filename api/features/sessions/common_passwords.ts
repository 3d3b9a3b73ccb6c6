import { dictionary } from "@zxcvbn-ts/language-common";

const common = new Set(dictionary["passwords-common"].map(String));

const ROWS = ["abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm"];

/** A common password, one repeated, one with a number or a sign behind it, or a row of keys. */
export function isCommon(folded: string): boolean {
  const stem = folded.replace(/[\d\W_]+$/, "").replace(/^[\d\W_]+/, "");
  const unit = /^(.{1,8}?)\1+.{0,7}$/su.exec(folded)?.[1];
  return common.has(folded) ||
    (folded.length - stem.length <= 6 && common.has(stem)) ||
    (unit !== undefined && (unit.length <= 4 || common.has(unit))) ||
    inRow(folded);
}

function inRow(folded: string): boolean {
  const parts = folded.match(/[a-z]+|\d+/g) ?? [];
  return parts.length > 0 && parts.join("") === folded &&
    parts.every((part) => ROWS.some((row) => row.includes(part)));
}
