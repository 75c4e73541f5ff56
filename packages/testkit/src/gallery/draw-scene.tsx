import { accentTokens, adoptStyles } from '@firsthand/ui'
import { signal } from '@preact/signals'
import { render } from 'preact'
import { createPanelModel, loadWords, panelSheet, PanelScreen } from '../../../widget/src/shell/index.ts'
import { NOW, theirs } from './fixture-client.ts'
import { findScene, SCENES } from './scenes.ts'

declare global {
  interface Window {
    /** The hands of a test on the scene that is drawn. */
    gallery?: {
      receive(text: string): void
      /** Pages that many earlier messages in. */
      pageIn(count: number, everyMs?: number): void
    }
  }
}

/** Draws one scene into a page of its own, as the widget stands in a host page. */
async function drawScene(name: string): Promise<void> {
  const scene = findScene(name)
  if (!scene) throw new Error(`No scene is called ${name}.`)
  document.documentElement.style.colorScheme = scene.theme
  Object.assign(document.body.dataset, { hover: scene.hover ?? '', press: scene.press ?? '', scroll: scene.scrollUp ? 'up' : '' })
  const host = document.createElement('div')
  document.body.append(host)
  const root = host.attachShadow({ mode: 'open' })
  const inside = document.createElement('div')
  root.append(inside)
  adoptStyles(root, panelSheet, `.fh{${accentTokens(scene.accent)}}`)
  const { client } = scene
  const author = scene.fixture.card?.owner.id ?? ''
  window.gallery = {
    receive: (text) => {
      client.items.value = [...client.items.value, theirs(author, text, Date.now())]
    },
    pageIn: (count, everyMs = 400_000) => {
      const before = client.items.value[0]?.at ?? NOW
      const paged = Array.from({ length: count }, (_, at) => theirs(author, `Earlier ${at}\nin two lines`, before - (count - at) * everyMs))
      client.items.value = [...paged, ...client.items.value]
    },
  }
  const words = await loadWords(scene.language)
  const model = createPanelModel({
    client,
    query: signal({ subject: 'pricing-api', url: 'https://northwind.example/pricing-api' }),
    page: signal({ url: 'https://northwind.example/pricing-api', title: 'Pricing API' }),
    card: signal(null),
  })
  model.visible.value = true
  if (scene.draft) model.shown.value.draft.write(scene.draft)
  if (scene.editing) {
    const last = scene.fixture.items!.findLast((item) => item.kind === 'message' && item.own)
    if (last?.kind === 'message') model.shown.value.draft.edit(last)
  }
  if (scene.sheet) model.sheet.value = scene.sheet
  if (scene.naming) model.naming.value = true
  render(
    <PanelScreen
      model={model}
      words={words}
      relay="https://relay.example"
      theme={signal(scene.theme)}
      onClose={() => (model.visible.value = false)}
    />,
    inside,
  )
  // What comes a moment later has come: a camera may look.
  const last = scene.sheet ? '.fh-sheet' : scene.fixture.items ? '.fh-scroll' : 'textarea'
  await import('../../../widget/src/shell/later.tsx')
  while (!root.querySelector(last)) await nextFrame()
  await nextFrame()
  await nextFrame()
  document.body.dataset['drawn'] = ''
}

const nextFrame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done))

/** All scenes side by side, each in a window of its own size. */
function drawGallery(): void {
  for (const { name, width, height } of SCENES) {
    const figure = document.createElement('figure')
    const frame = document.createElement('iframe')
    const caption = document.createElement('figcaption')
    Object.assign(frame, { src: `?scene=${name}`, width, height, title: name, loading: 'lazy' })
    caption.textContent = `${name} · ${width} × ${height}`
    figure.append(caption, frame)
    document.body.append(figure)
  }
}

const name = new URLSearchParams(location.search).get('scene')
if (name) await drawScene(name)
else drawGallery()
