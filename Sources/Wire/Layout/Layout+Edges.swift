extension Layout {
  /// The four widths around a box, in cells.
  struct Sides {
    var top = 0
    var right = 0
    var bottom = 0
    var left = 0

    var horizontal: Int { left + right }
    var vertical: Int { top + bottom }
  }

  /// What stands around a box's content:
  ///
  /// ```
  ///  +--------------- margin ---------------+
  ///  |  +----------- border ------------+   |
  ///  |  |  +-------- padding -------+   |   |
  ///  |  |  |        content         |   |   |
  /// ```
  struct Edges {
    var margin: Sides
    var border: Sides
    var padding: Sides

    init(_ style: CSS.ComputedStyle, containing width: Int) {
      func sides(_ length: (CSS.Side) -> CSS.Length?) -> Sides {
        Sides(
          top: length(.top)?.rows(ofColumns: width) ?? 0, right: length(.right)?.columns(of: width) ?? 0,
          bottom: length(.bottom)?.rows(ofColumns: width) ?? 0, left: length(.left)?.columns(of: width) ?? 0)
      }
      margin = sides { style.margin($0) }
      padding = sides { style.padding($0) }
      border = Sides(
        top: style.border(.top), right: style.border(.right), bottom: style.border(.bottom),
        left: style.border(.left))
    }

    var isOpenAbove: Bool { border.top == 0 && padding.top == 0 }
    var isOpenBelow: Bool { border.bottom == 0 && padding.bottom == 0 }
  }
}
