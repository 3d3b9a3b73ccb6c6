/**
 * Where a notice may lead: a page of this app, or another site over HTTPS.
 * Anything else (`javascript:`, `//host`) leads nowhere.
 */
export function noticeLink(
  link: string | null,
): { href: string; outside: boolean } | null {
  if (!link) return null;
  if (/^\/(?![/\\])/.test(link)) return { href: link, outside: false };
  if (URL.canParse(link) && new URL(link).protocol === "https:") {
    return { href: link, outside: true };
  }
  return null;
}
