/** What the panel's own sheet cannot know: where it is drawn. And the launcher's count of unread messages. */
export const panelStyle: string = /* css */ `
.fh.fh-panel {
  z-index: 999999999;
}
@media print {
  .fh.fh-panel {
    display: none;
  }
}
#launcher[data-unread]:not(:empty)::before {
  content: attr(data-unread);
  position: absolute;
  inset-block: -6px auto;
  inset-inline: auto -6px;
  min-width: 20px;
  box-sizing: border-box;
  padding-inline: 5px;
  border: 2px solid #fff;
  border-radius: 12px;
  background: #b3261e;
  color: #fff;
  font: 600 12px/16px system-ui;
  text-align: center;
}
`
