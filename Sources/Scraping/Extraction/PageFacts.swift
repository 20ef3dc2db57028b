/// What is known of a page as a whole before its text is judged.
struct PageFacts {
    /// Whether most of its prose stands in comments.
    var isDiscussion = false
    /// Whether its structured data has an article, a product; whether `og:type` says article.
    var isArticle = false
    var isProduct = false
    var isDeclaredArticle = false
    /// What sort of page it is, as far as it says so itself.
    var kind = PageKind.article
    /// The words of its title, by their hashes.
    var title = HashSet(holding: 0)
    /// The texts about it in its structured data.
    var declared = DeclaredText([])
}
