extension EPUBLint {
    /// An item of the manifest that is well-formed.
    struct Item {
        var id: String
        /// In the archive.
        var path: String
        var mediaType: String
        var properties: Set<Substring>
        var isInSpine = false
    }

    /// EPUB 3.3 §5: metadata, manifest, spine. Returns the items in the order of the manifest.
    mutating func checkPackage(_ path: String) -> [Item] {
        let tree = trees[path] ?? []
        guard let root = tree.first, root.name == "package", root.attributes["version"] == "3.0" else {
            report(path, "is no package of version 3.0")
            return []
        }
        let ids = tree.compactMap { $0.attributes["id"] }
        if Set(ids).count != ids.count { report(path, "repeats an id") }
        checkMetadata(tree, identifiedBy: root.attributes["unique-identifier"] ?? "", at: path)
        var items = checkManifest(tree, at: path)
        checkSpine(tree, &items, at: path)
        return items
    }

    private mutating func checkMetadata(_ tree: [XMLScan.Element], identifiedBy id: String, at path: String) {
        let identifier = tree.first { $0.name == "dc:identifier" && $0.attributes["id"] == id }
        if identifier?.text.isEmpty ?? true { report(path, "has no identifier of the id “\(id)”") }
        for name in ["dc:title", "dc:language"] {
            let found = tree.filter { $0.name == name }
            if found.isEmpty || found.contains(where: { $0.text.allSatisfy(\.isWhitespace) }) {
                report(path, "has no \(name), or an empty one")
            }
        }
        for language in tree where language.name == "dc:language" && LanguageTag(language.text) == nil {
            report(path, "names “\(language.text)”, which is no language tag")
        }
        let modified = tree.filter { $0.attributes["property"] == "dcterms:modified" }.map(\.text)
        if modified.count != 1 || modified[0].wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) == nil {
            report(path, "must have dcterms:modified once, as CCYY-MM-DDThh:mm:ssZ")
        }
        let ids = Set(tree.compactMap { $0.attributes["id"] })
        for element in tree {
            guard let target = element.attributes["refines"] else { continue }
            if !target.hasPrefix("#") || !ids.contains(String(target.dropFirst())) {
                report(path, "refines \(target), which is not there")
            }
        }
    }

    private mutating func checkManifest(_ tree: [XMLScan.Element], at path: String) -> [Item] {
        var items: [Item] = []
        for element in tree where element.name == "item" {
            guard let id = element.attributes["id"], let href = element.attributes["href"],
                let mediaType = element.attributes["media-type"]
            else {
                report(path, "has an item without id, href or media-type")
                continue
            }
            let properties = Set((element.attributes["properties"] ?? "").split(separator: " "))
            items.append(
                Item(id: id, path: Self.resolve(href, from: path), mediaType: mediaType, properties: properties))
        }
        if Set(items.map(\.path)).count != items.count { report(path, "names a file twice in its manifest") }
        for item in items {
            if let bytes = files[item.path] {
                if !Self.matches(bytes, item.mediaType) { report(item.path, "is not \(item.mediaType)") }
            } else {
                report(path, "names \(item.path), which is not there")
            }
            if item.properties.contains("cover-image"), !item.mediaType.hasPrefix("image/") {
                report(path, "has a cover image that is no image")
            }
        }
        let known = Set(items.map(\.path))
        for file in files.keys.sorted()
        where !known.contains(file) && file != path && file != "mimetype" && !file.hasPrefix("META-INF/") {
            report(path, "does not name \(file)")
        }
        if items.filter({ $0.properties.contains("nav") }).count != 1 { report(path, "must name one nav document") }
        if items.filter({ $0.properties.contains("cover-image") }).count > 1 { report(path, "has two cover images") }
        return items
    }

    private mutating func checkSpine(_ tree: [XMLScan.Element], _ items: inout [Item], at path: String) {
        let references = tree.filter { $0.name == "itemref" }.map { $0.attributes["idref"] ?? "" }
        if references.isEmpty { report(path, "has an empty spine") }
        for reference in references {
            guard let index = items.firstIndex(where: { $0.id == reference }) else {
                report(path, "has “\(reference)” in its spine, but not in its manifest")
                continue
            }
            if items[index].isInSpine { report(path, "has “\(reference)” twice in its spine") }
            if items[index].mediaType != BookFile.xhtml { report(path, "has no XHTML under “\(reference)”") }
            items[index].isInSpine = true
        }
        let toc = tree.first { $0.name == "spine" }?.attributes["toc"]
        if !items.contains(where: { $0.id == toc && $0.mediaType == "application/x-dtbncx+xml" }) {
            report(path, "names no NCX in its spine")
        }
    }

    private static func matches(_ bytes: [UInt8], _ mediaType: String) -> Bool {
        switch mediaType {
        case "image/jpeg", "image/png": StillImage(bytes)?.mediaType == mediaType
        case BookFile.xhtml, "text/css", "application/x-dtbncx+xml": !bytes.isEmpty
        default: false
        }
    }
}
