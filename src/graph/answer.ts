import { parseJson } from '../model/untrusted-json.js';
import type { Answer, NoAnswer } from './call.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Makes an answer of status, headers and bytes. A success whose body is no JSON is no answer; an error keeps its text. */
export function readAnswer(status: number, headers: Readonly<Record<string, string>>, bytes: Uint8Array): Answer | NoAnswer {
  const plain: Answer = { as: 'answer', status, headers };
  if (bytes.length === 0 || status === 204 || status === 304) {
    const promised = status >= 200 && status < 300 && status !== 204 && /\bjson\b/i.test(headers['content-type'] ?? '');
    return promised ? { as: 'no answer', why: 'empty', detail: 'it says JSON and is empty', status } : plain;
  }
  try {
    return { ...plain, body: parseJson(utf8.decode(bytes)) };
  } catch (error) {
    if (status >= 200 && status < 300) {
      const type = headers['content-type'] ?? 'nothing said of its type';
      return { as: 'no answer', why: 'garbled', detail: `no JSON (${type}): ${error instanceof Error ? error.message.slice(0, 80) : ''}`, status };
    }
    return { ...plain, text: new TextDecoder().decode(bytes.subarray(0, 4000)) };
  }
}
