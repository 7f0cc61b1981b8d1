/** A long title of a kind without what stands after its colon or in its brackets: it is read beside a name, many times. */
export function briefTitle(title: string): string {
  return title.length <= 40 ? title : (title.split(/[:(]/u)[0] ?? title).trim();
}

/** The title of a kind in the middle of a sentence: small, unless it begins with a name or an abbreviation (`VPN`, `macOS`, `Wi-Fi`, `Windows Autopilot`). */
export function inSentence(title: string): string {
  const brief = briefTitle(title);
  const [first = '', second = ''] = brief.split(/\s/u);
  const isName = /^.[^\s]*[A-Z]/u.test(first) || /^(?:Windows|Apple|Android|Entra|Intune|Microsoft|Google|Chrome|Exchange|Defender|Edge|Autopilot|Wi-Fi)\b/u.test(first) || /^[A-Z]{2}/u.test(second);
  return isName ? brief : `${brief.charAt(0).toLowerCase()}${brief.slice(1)}`;
}
