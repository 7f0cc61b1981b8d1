import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { selfSigned } from '../graph/x509.js';

/** Login services on loopback that refuse everybody and repeat in their answer what they were sent. */
export interface RefusingLogins {
  /** What the children need in their environment to come here instead of Microsoft's login service. */
  readonly env: Readonly<Record<string, string>>;
  /** Where Apple's token service is. */
  readonly appleUrl: string;
  /** The forms that arrived, in order. */
  readonly forms: readonly URLSearchParams[];
  close(): Promise<void>;
}

const loginHost = 'login.microsoftonline.com';

/** Starts them; the certificate of the login host, which the children are told to trust, is written below `folder`. */
export async function startRefusingLogins(folder: string): Promise<RefusingLogins> {
  const forms: URLSearchParams[] = [];
  const refuse = (request: IncomingMessage, response: ServerResponse): void => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      forms.push(new URLSearchParams(body));
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: 'invalid_client', error_description: `AADSTS7000215: this is not right: ${decodeURIComponent(body)}`, correlation_id: body }));
    });
  };
  const { certificate, keyPem } = selfSigned(loginHost);
  const trusted = join(folder, 'login-host.pem');
  await writeFile(trusted, certificate);
  const login = createTlsServer({ cert: certificate, key: keyPem }, refuse);
  const loginPort = await portOf(login);
  const apple = createServer(refuse).on('connect', (request, socket) => {
    if (request.url !== `${loginHost}:443`) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const through = connect(loginPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      through.pipe(socket).pipe(through);
    });
    // a child that ends cuts the line
    through.on('error', () => socket.destroy());
    socket.on('error', () => through.destroy());
  });
  const port = await portOf(apple);
  const url = `http://127.0.0.1:${String(port)}`;
  return {
    env: { HTTPS_PROXY: url, NO_PROXY: '', NODE_EXTRA_CA_CERTS: trusted },
    appleUrl: url,
    forms,
    async close() {
      for (const server of [apple, login]) {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      }
    },
  };
}

async function portOf(server: Pick<Server, 'listen' | 'address'>): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}
