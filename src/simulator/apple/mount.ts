import type { Json, JsonObject } from '../../model/json.js';

/** How a part of Microsoft Graph that has a mind of its own is hung into a simulated tenant. */

export interface GraphRequest {
  readonly method: string;
  /** Below the version, without a slash before it or a query behind: `deviceManagement/managedDevices`. Decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body?: Json;
  /** Version and host, for next links: `http://127.0.0.1:9001/beta`. */
  readonly root: string;
}

export interface GraphAnswer {
  readonly status: number;
  readonly body?: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface GraphModule {
  /** The answer to a request below one of its paths; undefined for everything that is not its own. */
  handle(request: GraphRequest): GraphAnswer | undefined;
}

/** An error as Graph gives it. */
export function graphError(status: number, code: string, message: string, headers?: Readonly<Record<string, string>>): GraphAnswer {
  return { status, body: { error: { code, message, innerError: {} } }, ...(headers === undefined ? {} : { headers }) };
}
