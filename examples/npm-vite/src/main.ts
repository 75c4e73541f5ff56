import { mount } from '@firsthand/widget'
import { describeTime, planBread } from './timetable.ts'

const form = document.querySelector('form')!
const list = document.querySelector('ol')!

function draw(): void {
  const { ready, warmth } = Object.fromEntries(new FormData(form)) as { ready: string; warmth: string }
  const [hours = 0, minutes = 0] = ready.split(':').map(Number)
  const items = planBread(hours * 60 + minutes, Number(warmth)).map(({ at, what }) => {
    const item = document.createElement('li')
    const time = document.createElement('time')
    time.textContent = describeTime(at)
    item.append(time, what)
    return item
  })
  list.replaceChildren(...items)
}

form.addEventListener('input', draw)
draw()

const widget = mount({
  relay: (import.meta.env['VITE_RELAY'] as string | undefined) ?? 'http://127.0.0.1:7430',
  site: 'levain',
  subject: 'timetable',
  contact: 'mailto:nilufer@levain.example',
})
// For the site's own statistics: what happened, never what was said.
widget.on('conversation-started', ({ subject }) => document.dispatchEvent(new CustomEvent('asked', { detail: subject })))
