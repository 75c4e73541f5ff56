import { css } from './tokens/css.ts'

/** Where text will stand: at first sight already. */
export const skeletonStyles: string = css`
  .fh-skeleton {
    display: grid;
    gap: 10px;
    padding: 20px 16px;
    animation: fh-fade 200ms 300ms both;
  }
  .fh-skeleton span {
    block-size: 12px;
    inline-size: 72%;
    border-radius: 6px;
    background: var(--fh-hover);
    animation: fh-pulse 1.6s ease-in-out infinite;
  }
  .fh-skeleton span:nth-child(3n + 2) {
    inline-size: 48%;
  }
  .fh-skeleton span:nth-child(3n) {
    inline-size: 60%;
  }
`

export const pieceStyles: string = css`
  .fh-notice {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 8px 16px;
    color: var(--fh-muted);
    animation: fh-fade var(--fh-ease);
  }
  .fh-notice > span {
    flex: 1;
  }
  .fh-notice > svg {
    inline-size: 18px;
    block-size: 18px;
  }
  .fh-notice-warn {
    color: var(--fh-ink);
    background: var(--fh-warn);
  }
  .fh-notice-danger {
    color: var(--fh-danger);
  }
  .fh-empty {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 8px;
    max-inline-size: 300px;
    margin: auto;
    padding: 24px 16px;
    text-align: center;
    text-wrap: balance;
  }
  .fh .fh-empty-title {
    font-size: 17px;
    line-height: 24px;
    font-weight: 600;
    letter-spacing: -0.01em;
  }
  .fh-spinner {
    display: inline-block;
    inline-size: 16px;
    block-size: 16px;
    border-radius: 50%;
    border: 2px solid var(--fh-line);
    border-block-start-color: var(--fh-muted);
    animation: fh-turn 0.8s linear infinite;
  }
  @keyframes fh-turn {
    to {
      transform: rotate(1turn);
    }
  }
`
