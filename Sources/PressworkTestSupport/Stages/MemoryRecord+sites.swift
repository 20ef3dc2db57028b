import Pipelines

extension MemoryRecord {
    func knownSite(_ site: String, in run: RunID) -> KnownSite {
        let count = lessonsOfRuns[run] ?? lessons.count
        lessonsOfRuns[run] = count
        return KnownSite(
            shared: lessons.prefix(count).last { $0.site == site }?.shared,
            isDue: !lessons.contains { $0.site == site })
    }

    func documents(ofSite site: String, limit: Int) -> [Digest] {
        let rows = documentRows.filter {
            $0.value.site == site && $0.value.known.validators.selection == nil && !gone.contains($0.key)
        }
        return rows.sorted { $0.key < $1.key }.prefix(limit).map(\.value.known.reference.digest)
    }

    func learn(_ shared: SharedLines, ofSite site: String) { lessons.append((site, shared)) }
}
