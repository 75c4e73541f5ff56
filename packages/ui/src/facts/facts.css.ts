import { css } from '../tokens/css.ts'

export const factStyles: string = css`
  .fh-facts {
    display: grid;
    gap: 12px;
  }
  .fh-page {
    display: grid;
    justify-items: start;
  }
`
