import type { ServedPage } from '@firsthand/testkit'

/** The pages of the host site: two with an owner each, and one that moves between them without loading anew. */
export function hostPages(relay: string): Record<string, ServedPage> {
  return {
    '/pricing': page(relay, 'Pricing API', '<p>One price for each request.</p>'),
    '/guide': page(relay, 'Field guide', '<p>How to hold the recorder in the wind.</p>'.repeat(40)),
    '/app/start': page(
      relay,
      'Single page',
      `<p><button id="pricing">Pricing</button> <button id="guide">Guide</button></p>
       <script nonce="$nonce">
         for (const name of ['pricing', 'guide'])
           document.getElementById(name).addEventListener('click', () => history.pushState(null, '', '/' + name))
       </script>`,
    ),
    '/with-contact': page(relay, 'Reachable otherwise', '<p>Or write to us.</p>', ' data-contact="/contact"'),
    '/contact': '<!doctype html><html lang="en"><title>Contact</title><h1>Contact</h1></html>',
    '/page.css': { type: 'text/css', body: 'body { font: 16px/1.5 system-ui; margin: 2rem auto; max-width: 40rem }' },
  }
}

function page(relay: string, title: string, content: string, attributes = ''): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <link rel="stylesheet" href="/page.css">
    <script async nonce="$nonce" src="${relay}/v1.js" data-site="demo"${attributes}></script>
  </head>
  <body>
    <main><h1>${title}</h1>${content}</main>
  </body>
</html>`
}
