extension URL {
  /// Whether two addresses are of the same site (HTML Standard, "schemelessly same site", and the same scheme): whose
  /// hosts are below one name that somebody registered.
  ///
  /// Which names people register below is a list that changes daily, the Public Suffix List, and isn't here: the last
  /// label of a name is taken for the suffix, as it is right for `.test`.
  public func isSameSite(as other: URL) -> Bool {
    guard scheme == other.scheme, let host, let otherHost = other.host else { return false }
    if host == otherHost { return true }
    guard case .domain(let name) = host, case .domain(let otherName) = otherHost else { return false }
    let labels = name.split(separator: ".").suffix(2)
    return labels.count == 2 && labels.elementsEqual(otherName.split(separator: ".").suffix(2))
  }
}
