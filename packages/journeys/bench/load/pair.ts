/** Two sides of one measured conversation. */
export interface Pair {
  /** Sends one message of 200 bytes from the first side; resolves with its ack. */
  send(): Promise<void>
  /** Called at each message that reaches the second side. */
  onDelivered: () => void
}

/** 200 bytes of text. */
export const TEXT = 'Is the second price per request or per thousand requests? '.repeat(4).slice(0, 200)

/** What a browser sends along with a socket's handshake; a server may keep it for as long as the socket stands. */
export const BROWSER_HEADERS = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36',
  'accept-language': 'en-GB,en;q=0.9,nl;q=0.8',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'cache-control': 'no-cache',
  pragma: 'no-cache',
}
