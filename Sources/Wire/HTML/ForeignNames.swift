/// The names in SVG and MathML that are not lower case, or have a prefix (HTML 13.2.6.1, "adjust SVG attributes" and
/// its kin).
enum ForeignNames {
  static let svgElements = byLowercase(
    [
      "altGlyph", "altGlyphDef", "altGlyphItem", "animateColor", "animateMotion", "animateTransform", "clipPath",
      "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting",
      "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG",
      "feFuncR", "feGaussianBlur", "feImage", "feMerge", "feMergeNode", "feMorphology", "feOffset",
      "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence", "foreignObject", "glyphRef",
      "linearGradient", "radialGradient", "textPath",
    ])

  static let svgAttributes = byLowercase(
    [
      "attributeName", "attributeType", "baseFrequency", "baseProfile", "calcMode", "clipPathUnits",
      "diffuseConstant", "edgeMode", "filterUnits", "glyphRef", "gradientTransform", "gradientUnits",
      "kernelMatrix", "kernelUnitLength", "keyPoints", "keySplines", "keyTimes", "lengthAdjust",
      "limitingConeAngle", "markerHeight", "markerUnits", "markerWidth", "maskContentUnits", "maskUnits",
      "numOctaves", "pathLength", "patternContentUnits", "patternTransform", "patternUnits", "pointsAtX",
      "pointsAtY", "pointsAtZ", "preserveAlpha", "preserveAspectRatio", "primitiveUnits", "refX", "refY",
      "repeatCount", "repeatDur", "requiredExtensions", "requiredFeatures", "specularConstant",
      "specularExponent", "spreadMethod", "startOffset", "stdDeviation", "stitchTiles", "surfaceScale",
      "systemLanguage", "tableValues", "targetX", "targetY", "textLength", "viewBox", "viewTarget",
      "xChannelSelector", "yChannelSelector", "zoomAndPan",
    ])

  /// As `prefix name`, the way ``Document/Element/Attribute`` keeps them.
  static let prefixedAttributes = [
    "xlink:actuate": "xlink actuate", "xlink:arcrole": "xlink arcrole", "xlink:href": "xlink href",
    "xlink:role": "xlink role", "xlink:show": "xlink show", "xlink:title": "xlink title", "xlink:type": "xlink type",
    "xml:lang": "xml lang", "xml:space": "xml space", "xmlns": "xmlns xmlns", "xmlns:xlink": "xmlns xlink",
  ]

  private static func byLowercase(_ names: [String]) -> [String: String] {
    Dictionary(names.map { ($0.asciiLowercased, $0) }) { first, _ in first }
  }
}
