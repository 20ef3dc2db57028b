import Pipelines

extension CoverBrief {
    /// The cover of one product of an item: the manuscript's title if it is written, else the manifest's.
    init(_ product: ProductSpec, _ cover: CoverSpec, _ request: StageRequest) throws(CoverError) {
        let brand = request.pipeline.brand
        let values = TemplateValues(run: request.run, item: request.item)
        let manuscript = request.input.generate?.manuscripts[product.name]
        let title = manuscript?.title ?? values.render(product.title)
        let author = brand.author ?? brand.name
        let identity = ProductIdentity(
            pipeline: request.pipeline.name, product: product.name, itemKey: request.item.key)
        self.init(
            template: try CoverTemplate(named: cover.template), title: title,
            subtitle: manuscript?.subtitle ?? product.subtitle.map { values.render($0) }, author: author,
            // A brand that signs or names the product already is not said twice.
            series: brand.name == author || title.contains(brand.name ?? "") ? nil : brand.name,
            language: product.language ?? brand.language ?? "en", palette: brand.palette, seed: identity.description)
    }

    /// Everything that the pixels depend on.
    var memoMaterial: JSONValue {
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        return .object([
            "template": .string(template.rawValue), "title": .string(title), "subtitle": text(subtitle),
            "author": text(author), "series": text(series), "language": .string(language),
            "palette": .array(palette.map { .string($0) }), "seed": .string(seed),
        ])
    }
}
