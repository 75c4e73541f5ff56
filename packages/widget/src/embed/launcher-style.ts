/**
 * The launcher's sheet, constructed: no policy on styles has a say in it. What a page could reach with `* { all: unset !important }` is
 * `!important` here, where the inner declaration wins. The dot is filled when the owner is here and a ring when not.
 */
export const launcherStyle: string = /* css */ `
:host {
  all: initial !important;
  display: contents !important;
}
#launcher {
  position: fixed;
  z-index: 999999999;
  inset-block: auto 20px;
  inset-inline: auto 20px;
  display: grid;
  place-items: center;
  width: 56px;
  height: 56px;
  padding: 0;
  border: 2px solid;
  border-radius: 50%;
  background: #fff;
  font: 20px system-ui;
  cursor: pointer;
  box-shadow: 0 2px 8px #0004;
  :host([data-position='start']) & {
    inset-inline: 20px auto;
  }
  canvas {
    width: 48px;
    height: 48px;
    border-radius: 50%;
  }
  &:empty:before {
    content: '';
    padding: 12px;
    border-radius: 50% 50% 50% 0;
    background: currentcolor;
  }
  &[data-here]:after {
    content: '';
    padding: 4px;
    border: 4px solid;
    border-radius: 50%;
    background: #fff;
    color: #567;
    position: absolute;
    inset: auto 0 0 auto;
  }
  &[data-here='y']:after {
    padding: 0;
    border-width: 8px;
    color: #070;
  }
  @media (width<480px) {
    scale: .86;
  }
  @media print {
    display: none;
  }
}
`
