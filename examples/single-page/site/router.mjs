// A router in one screenful: it moves by pushState, draws, and says in the head where it is. The widget follows by itself.
const pages = {
  '/': {
    title: 'Three typefaces',
    sample: 'Aa',
    text: 'A foundry of three people. Each of us drew one, alone, and answers for it. Open one and ask.',
  },
  '/harrow': {
    title: 'Harrow',
    sample: 'Plough, furrow, headland',
    text: 'A slab for small sizes and bad paper. Drawn by Wren Abara after the lettering on seed drills.',
  },
  '/osier': {
    title: 'Osier',
    sample: 'Withy, basket, creel',
    text: 'A text face with a woven rhythm. Drawn by Lucas Marchetti over eleven winters.',
  },
  '/tern': {
    title: 'Tern',
    sample: 'Gull, spit, estuary',
    text: 'A sans for timetables and wayfinding. Drawn by Signe Dahl for the ferries of her town.',
  },
}

function draw() {
  const page = pages[location.pathname] ?? pages['/']
  const main = document.querySelector('main')
  const [sample, heading, text] = ['p', 'h1', 'p'].map((name) => document.createElement(name))
  sample.className = 'sample'
  sample.textContent = page.sample
  heading.textContent = page.title
  text.textContent = page.text
  main.replaceChildren(sample, heading, text)
  document.title = page.title
  document.querySelector('link[rel=canonical]').href = location.pathname
  for (const link of document.querySelectorAll('nav a')) link.ariaCurrent = link.pathname === location.pathname ? 'page' : null
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a')
  if (!link || link.origin !== location.origin || event.metaKey || event.ctrlKey) return
  event.preventDefault()
  history.pushState(null, '', link.href)
  draw()
  document.querySelector('main').focus()
})
addEventListener('popstate', draw)
draw()
