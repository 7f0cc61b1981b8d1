/** Characters that move the cursor, turn the direction of text or hide: names may hold them, a report must show them. */
const unseen = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]|\p{Cs}/gu;

/**
 * A text as it may stand on one line of any output: control characters become their pictures (`␛`), characters that turn
 * the direction of text or take no room are named (`⟨U+202E⟩`), half surrogate pairs become U+FFFD. Nothing is dropped.
 */
export function visible(text: string): string {
  return text.replace(unseen, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f) return '␡';
    if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

/** The first so many characters and a mark, where a text is longer. Never splits a pair of surrogates. */
export function shortened(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}
