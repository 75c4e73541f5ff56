/**
 * Says what is being done and how long it took: one line that counts the seconds on a terminal, a plain line at the end elsewhere.
 * On stderr, so that stdout holds nothing but what a machine reads.
 *
 * @template Value
 * @param {string} what such as "Installing what the demo needs"
 * @param {() => Promise<Value>} work
 * @param {{ isTTY?: boolean, write(text: string): unknown }} [out]
 * @returns {Promise<Value>}
 */
export async function showProgress(what, work, out = process.stderr) {
  const began = Date.now()
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`
  const show = () => out.write(out.isTTY ? `\r${what} … ${seconds()}` : '')
  if (!out.isTTY) out.write(`${what} …\n`)
  show()
  const counting = setInterval(show, 1000)
  try {
    const value = await work()
    out.write(out.isTTY ? `\r${what}: done in ${seconds()}.\n` : `  done in ${seconds()}.\n`)
    return value
  } catch (reason) {
    out.write(out.isTTY ? '\n' : '')
    throw reason
  } finally {
    clearInterval(counting)
  }
}
