/** `Mia Chen progress report 2026-11-22.pdf`, without what file systems refuse. */
export function reportFileName(
  { name, type, generated_at }: { name: string; type: string; generated_at: string },
): string {
  const words = `${name} ${type.toLowerCase()} report ${generated_at.slice(0, 10)}`;
  // deno-lint-ignore no-control-regex -- control characters are among what is refused
  return `${words.replace(/[\u0000-\u001f\u007f<>:"/\\|?*]+/g, " ").trim()}.pdf`;
}
