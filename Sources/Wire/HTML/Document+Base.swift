extension Document {
  /// What relative addresses in the document start from: its first `base` with an address, else the address it came
  /// from (HTML Standard, "document base URL").
  public func base(of address: URL) -> URL {
    let named = subtree().lazy.compactMap { id in element(id).flatMap { $0.name == "base" ? $0["href"] : nil } }.first
    return named.flatMap { try? URL(parsing: $0, base: address) } ?? address
  }
}
