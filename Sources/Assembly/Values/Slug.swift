import Foundation
import Pipelines

/// Names of files and of anchors, made from titles and keys: `a-z`, `0-9` and hyphens.
enum Slug {
    /// `Ação & reação` → `acao-reacao`; at most `limit` characters, cut at a hyphen; may be empty.
    static func make(_ text: String, limit: Int = 60) -> String {
        let folded = text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil).lowercased()
        var words: [String] = []
        var word = ""
        for scalar in folded.unicodeScalars {
            if ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) {
                word.unicodeScalars.append(scalar)
            } else if !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        var slug = ""
        for word in words {
            guard slug.count + word.count < limit else { return slug.isEmpty ? String(word.prefix(limit)) : slug }
            slug += slug.isEmpty ? word : "-\(word)"
        }
        return slug
    }

    /// The file name, without its ending, of a product: `tank-weekly-letter-2026-w47`.
    ///
    /// Where a part says more than its slug can (other scripts, long keys), eight digits of its digest keep two
    /// products from sharing a name.
    static func fileName(of product: ProductIdentity) -> String {
        let parts = [product.pipeline, product.product, product.itemKey]
        let slugs = parts.map { make($0) }.filter { !$0.isEmpty }
        let isFaithful = zip(parts, parts.map { make($0) }).allSatisfy { $0.lowercased() == $1 }
        let tail = isFaithful ? [] : [String(Digest(of: product.description).hex.prefix(8))]
        return (slugs + tail).joined(separator: "-")
    }
}
