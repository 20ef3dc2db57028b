extension Brand {
    /// Reads a brand from a checked tree.
    init(_ node: ManifestNode) {
        let fonts = (node["fonts"]?.entries ?? []).compactMap { entry in entry.value.text.map { (entry.key, $0) } }
        self.init(
            name: node["name"]?.text, voice: node["voice"]?.text,
            palette: node["palette"]?.values.compactMap(\.text) ?? [], logo: node["logo"]?.text,
            fonts: Dictionary(fonts) { first, _ in first }, author: node["author"]?.text,
            imprint: node["imprint"]?.text, postalAddress: node["postal_address"]?.text,
            disclosure: node["disclosure"]?.text, language: node["language"]?.text)
    }
}
