// Small web servers on loopback that remember what they were asked.
import { createServer } from 'node:http';

// Starts one. `answer` gives { status, headers, body } for a request, or null to let it hang.
export async function serve(answer) {
  const asked = [];
  const server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    asked.push({ method, url, headers });
    const parts = [];
    for await (const part of request) parts.push(part);
    const given = answer({ method, url, headers, body: Buffer.concat(parts).toString() });
    if (!given) return;
    response.writeHead(given.status ?? 200, { 'content-type': 'text/html; charset=utf-8', ...given.headers });
    response.end(given.body ?? '');
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address();
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    asked,
    // Browsers ask for an icon by themselves.
    visits: () => asked.filter(({ url }) => url !== '/favicon.ico').map(({ url }) => url),
    close: () => new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    }),
  };
}
