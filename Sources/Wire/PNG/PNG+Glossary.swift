extension PNG {
  /// What the parts of an image are for; see ``Glossary``.
  static let glossary = [
    "signature": "The same in every PNG, made so that whoever takes the bytes for text damages them visibly.",
    "length": "How many bytes of data the chunk has.",
    "type": "What the chunk holds, in four letters; a capital first says that nobody may pass it over.",
    "CRC": "A sum over type and data, so that damage is noticed.",
    "width": "Pixels in a row.",
    "height": "Rows.",
    "bit depth": "How many bits each colour, or each place in the palette, takes.",
    "colour type": "What a pixel is: a grey, a colour, a place in the palette, with or without transparency.",
    "compression method": "How the pixels are packed: there is only one way.",
    "filter method": "How each row is told by what differs from its neighbours: there is only one way.",
    "interlace method": "Whether the rows come in order, or a coarse picture first.",
    "entries": "The palette: red, green and blue of each place.",
    "transparency": "How much shines through.",
    "compressed data": "The pixels, row by row, packed. Several chunks may share them out.",
    "data": "What the chunk says.",
  ]
}
