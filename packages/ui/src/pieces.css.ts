import { css } from './tokens/css.ts'

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
