import type { OtherWay } from '@firsthand/protocol'

const style: string = /* css */ `
[part='ways'] {
  position: fixed;
  z-index: 999999999;
  inset-block-end: 88px;
  inset-inline-end: 20px;
  display: grid;
  gap: 8px;
  padding: 12px 16px;
  border-radius: 12px;
  background: #fff;
  font: 15px/24px system-ui;
  box-shadow: 0 4px 20px #0003;
}
:host([data-position='start']) [part='ways'] {
  inset-inline: 20px auto;
}
`

/** Shows the site's other ways beside the launcher, where the panel itself cannot be had. Answers their element. */
export function offerWays(root: ShadowRoot, ways: readonly OtherWay[], contact: string | undefined): HTMLElement {
  const box = document.createElement('div')
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(style)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  box.part.add('ways')
  box.role = 'alert'
  for (const { href, text } of listWays(ways, contact)) {
    const link = document.createElement('a')
    link.href = href
    link.textContent = text
    box.append(link)
  }
  root.append(box)
  return box
}

/** The ways as links; only http(s) and mailto, whatever was configured. */
export function listWays(ways: readonly OtherWay[], contact: string | undefined): { href: string; text: string }[] {
  const links = ways.map((way) =>
    way.kind === 'mail' ? { href: `mailto:${way.address}`, text: way.address } : { href: way.url, text: way.label },
  )
  if (contact) links.push({ href: contact, text: contact.replace(/^mailto:|^https?:\/\//, '') })
  return links.filter(({ href }) => /^(https?|mailto):/i.test(href))
}
