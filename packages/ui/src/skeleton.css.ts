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
