// Small web servers on loopback that remember what they were asked.
import http from 'node:http';
import https from 'node:https';

// Starts one. `answer` gives { status, headers, body } for a request, or null to let it hang. With
// { cert, key } it speaks TLS.
export async function serve(answer, tls) {
  const asked = [];
  const listen = async (request, response) => {
    const { method, url, headers } = request;
    asked.push({ method, url, headers });
    const parts = [];
    for await (const part of request) parts.push(part);
    const given = answer({ method, url, headers, body: Buffer.concat(parts).toString() });
    if (!given) return;
    response.writeHead(given.status ?? 200, { 'content-type': 'text/html; charset=utf-8', ...given.headers });
    response.end(given.body ?? '');
  };
  const server = tls ? https.createServer(tls, listen) : http.createServer(listen);
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
