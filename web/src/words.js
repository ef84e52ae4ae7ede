// What the page says.
export const words = {
  da: {
    title: "Rettesnors regler i en editor",
    intro: "Her kan en regelfil læses og skrives. Nøgleordene følger filens sprog; intet forlader siden, og intet gemmes.",
    sample: "Eksempel",
    samples: { danish: "En regel på dansk", english: "Den samme med engelske nøgleord", literate: "En retningslinje med regler i teksten" },
    editor: "Regelfilen",
    help: "Ctrl+mellemrum: forslag. Ctrl+punktum: fold sammen og ud. Tab går videre på siden.",
  },
  en: {
    title: "Rettesnor's rules in an editor",
    intro: "Read and write a rule file here. Keywords follow the file's language; nothing leaves the page, and nothing is kept.",
    sample: "Sample",
    samples: { danish: "A rule with Danish keywords", english: "The same with English keywords", literate: "A guideline with rules in its text" },
    editor: "The rule file",
    help: "Ctrl+space: proposals. Ctrl+full stop: fold and unfold. Tab moves on through the page.",
  },
};

// What the editor's own parts say in Danish.
export const phrases = {
  da: {
    "Fold line": "Fold linjen sammen", "Unfold line": "Fold linjen ud", "folded code": "foldet tekst", unfold: "fold ud",
    "Folded lines": "Foldede linjer", "Unfolded lines": "Udfoldede linjer", to: "til", Completions: "Forslag",
    "Fold gutter": "Foldning", "Selection deleted": "Markeringen er slettet",
  },
  en: {},
};
