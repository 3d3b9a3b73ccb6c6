/**
 * The cells of a block as spreadsheets put it on the clipboard: lines of cells with tabs between.
 * A cell with a quote, a tab or a line break in it stands in quotes, which may go over lines.
 */
export function parseBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = / *"((?:[^"]|"")*)" *(?=[\t\n]|$)|[^\t\n]*/y;
  const body = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at <= body.length;) {
    cell.lastIndex = at;
    const [whole, quoted] = cell.exec(body)!;
    rows.at(-1)!.push((quoted?.replaceAll('""', '"') ?? whole).trim());
    at += whole.length;
    if (body[at] === "\n") rows.push([]);
    at++;
  }
  return rows;
}

/** A block as spreadsheets read it. */
export function blockText(rows: string[][]): string {
  return rows.map((row) => row.map(safeCell).join("\t")).join("\n");
}

function safeCell(text: string): string {
  return /["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
