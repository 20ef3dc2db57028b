extension BundleValidation {
    /// The brand's own file, or the mapping in the manifest, and the logo that it names.
    mutating func readBrand() {
        guard let node = root["brand"] else { return }
        guard let path = node.text else {
            brand = Brand(node)
            checkLogo(node, field: "brand.logo", file: PipelineBundle.manifestName)
            return
        }
        guard ManifestScalar.isBundlePath(path) else { return }
        guard let bytes = files[path] else { return reportMissing(path, node.place, "brand") }
        guard let read = read(bytes, as: PipelineSchema.brand, file: path) else { return }
        brand = Brand(read)
        checkLogo(read, field: "logo", file: path)
    }

    private mutating func checkLogo(_ node: ManifestNode, field: String, file: String) {
        guard let logo = node["logo"], let path = logo.text, ManifestScalar.isBundlePath(path) else { return }
        guard let bytes = files[path] else { return reportMissing(path, logo.place, field, file: file) }
        let isPicture = bytes.starts(with: [0xFF, 0xD8, 0xFF]) || bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])
        guard isPicture, bytes.count <= Self.logoLimit else {
            return report(
                .invalidValue, logo.place, field,
                "A logo is a JPEG or PNG of at most \(Self.logoLimit / 1_000) kB: it stands in every page.", file: file)
        }
        brand.logoDigest = Digest(of: bytes)
    }

    private static let logoLimit = 200_000

    /// The agents that products name: `agents/NAME.md`, each read once.
    mutating func readAgents() {
        let known = files.keys.sorted().compactMap(AgentFile.name)
        for product in root["products"]?.entries ?? [] {
            for part in product.value["write"]?.entries ?? [] {
                let field = "products.\(product.key).write.\(part.key)"
                readAgent(part.value, field, known)
                for key in ["outline", "each"] {
                    if let node = part.value[key] { readAgent(node, "\(field).\(key)", known) }
                }
                checkChapters(part.value, field)
            }
        }
    }

    private mutating func readAgent(_ node: ManifestNode, _ field: String, _ known: [String]) {
        guard let name = node.text, ManifestScalar.isName(name), agents[name] == nil else { return }
        guard let bytes = files[AgentFile.path(name)] else {
            return report(
                .unknownReference, node.place, field,
                "No agent is called `\(name)`: the bundle has no file `\(AgentFile.path(name))`.",
                suggestion: Suggestion.nearest(to: name, in: known))
        }
        readAgent(name, bytes)
    }

    /// An outline has a form of its own, and only an outline can have too many chapters.
    private mutating func checkChapters(_ node: ManifestNode, _ field: String) {
        guard let outline = node["outline"] else {
            guard let most = node.entry("most") else { return }
            return report(
                .invalidValue, most.place, "\(field).most",
                "Without `outline` each source is a chapter: `most` has nothing to choose; the sources have `limit`.")
        }
        guard let name = outline.text, agents[name]?.schema != nil else { return }
        report(
            .invalidValue, outline.place, "\(field).outline",
            "The answer of an outline has a form of its own: the agent `\(name)` must not have a `schema`.")
    }

    private mutating func readAgent(_ name: String, _ bytes: [UInt8]) {
        let file = AgentFile.path(name)
        agents[name] = AgentSpec(name: name, prompt: "")
        do throws(ManifestProblem) {
            let parts = try AgentFile.split(bytes, file: file)
            var agent = AgentSpec(name: name, prompt: parts.prompt)
            if let frontMatter = parts.frontMatter,
                let node = read(frontMatter, as: PipelineSchema.agent, file: file, lineOffset: 1)
            {
                agent.provider = node["provider"]?.text
                agent.model = node["model"]?.text
                agent.role = node["role"]?.text
                agent.validators = node["validators"]?.values.compactMap(\.text) ?? []
                agent.maximumWords = node["length"]?["words"]?.text.flatMap(ManifestScalar.integer)
                agent.schema = schema(of: node, file: file)
            }
            agents[name] = agent
            checkPrompt(agent, firstLine: parts.promptLine, file: file)
        } catch {
            problems.append(error)
        }
    }

    /// The answer's JSON Schema, written in place or in a file of its own.
    private mutating func schema(of node: ManifestNode, file: String) -> JSONValue? {
        guard let schema = node["schema"] else { return nil }
        guard let path = schema.text else { return schema.json }
        guard ManifestScalar.isBundlePath(path) else { return nil }
        guard let bytes = files[path] else {
            reportMissing(path, schema.place, "schema", file: file)
            return nil
        }
        do {
            return try JSONValue(parsing: bytes)
        } catch {
            report(.syntax, .start, "", "The file is not JSON.", file: path)
            return nil
        }
    }

    private mutating func checkPrompt(_ agent: AgentSpec, firstLine: Int, file: String) {
        let scope = templateScope(hasItem: true)
        for (index, line) in agent.prompt.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            for finding in scope.findings(in: String(line)) {
                let place = SourcePlace(line: firstLine + index, column: 1)
                report(finding.kind, place, "", finding.message, suggestion: finding.suggestion, file: file)
            }
        }
    }

    /// Folders that sources name hold at least one file.
    mutating func checkFolders() {
        for (index, source) in (root["sources"]?.values ?? []).enumerated() {
            guard let folder = source["folder"], let path = folder.text, source["optional"]?.text != "true",
                Template(path).variables.isEmpty
            else { continue }
            let prefix = path.hasSuffix("/") ? path : path + "/"
            guard !files.keys.contains(where: { $0.hasPrefix(prefix) }) else { continue }
            report(
                .missingFile, folder.place, "sources[\(index)].folder",
                "The bundle has no files under `\(SchemaChecker.shortened(path))`.")
        }
    }
}
