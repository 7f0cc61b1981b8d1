import type { Failure, Result } from '../model/failure.js';
import type { TenantWriter } from '../model/ports.js';

/** Shorter texts are parts of too many words to be taken out of a sentence, and no secret that deserves the name. */
const shortest = 4;

/** Texts that must not be repeated: a service that refuses a request likes to quote it, and failures are written into the journal. */
export class Unsaid {
  readonly #texts = new Set<string>();

  add(texts: readonly string[]): void {
    for (const text of texts) {
      for (const part of [text, ...text.split(/\r?\n/u), JSON.stringify(text).slice(1, -1)]) if (part.trim().length >= shortest) this.#texts.add(part);
    }
  }

  clean(sentence: string): string {
    let cleaned = sentence;
    for (const text of [...this.#texts].sort((a, b) => b.length - a.length)) cleaned = cleaned.replaceAll(text, '(secret)');
    return cleaned;
  }

  /** The same tenant, whose failures quote none of the texts. */
  around(tenant: TenantWriter): TenantWriter {
    const failureOf = (failure: Failure): Failure => ({ ...failure, message: this.clean(failure.message) });
    const clean = <T>(result: Result<T>): Result<T> => (result.ok ? result : { ok: false, failure: failureOf(result.failure) });
    return {
      side: tenant.side,
      name: tenant.name,
      tenantId: tenant.tenantId,
      bindRoot: tenant.bindRoot,
      get: async (request) => clean(await tenant.get(request)),
      async *pages(request) {
        for await (const page of tenant.pages(request)) yield clean(page);
      },
      getMany: async (requests) => (await tenant.getMany(requests)).map(clean),
      write: async (request) => clean(await tenant.write(request)),
    };
  }
}
