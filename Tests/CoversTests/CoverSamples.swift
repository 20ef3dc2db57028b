import Pipelines

@testable import Covers

/// Briefs that have broken covers elsewhere.
enum CoverSamples {
    static let long =
        "Everything We Have Learned About Keeping Demanding Red Stem Plants Healthy in Soft Acidic Water Under Strong "
        + "Light With Injected Carbon Dioxide, and Why Most of It Turned Out To Be Wrong in Practice"

    static let all: [CoverBrief] = [
        CoverBrief(
            title: "The Planted Tank", subtitle: "Twelve lessons from a quiet aquarium", author: "Ana Ribeiro",
            series: "Tank Weekly", seed: "a"),
        CoverBrief(
            title: "Light and Water: A Year of Nature Aquaria",
            subtitle: "What the plants taught us about patience, trimming and CO2", author: "Marianne Østergaard",
            series: "Issue 47", palette: ["#12241c", "#2f6b4f", "#d9b36c", "#f4efe3"], seed: "b"),
        CoverBrief(title: "Donaudampfschifffahrtsgesellschaftskapitän", author: "Jörg Weiß", language: "de", seed: "c"),
        CoverBrief(
            title: "حوض النباتات الطبيعي", subtitle: "دروس من الماء", author: "ليلى حسن", series: "العدد 47",
            language: "ar", seed: "d"),
        CoverBrief(title: long, subtitle: long, author: long, series: long, seed: "e"),
        CoverBrief(
            title: "Água, Luz e Paciência – manual do aquário plantado", subtitle: "Edição de primavera",
            author: "Inês Gonçalves", language: "pt-BR", seed: "h"),
        CoverBrief(title: "O", seed: "i"),
        CoverBrief(title: "🌿 Leafy \u{1F468}\u{200D}\u{1F469} things & <b>tags</b> &amp; “quotes”", seed: "j"),
        CoverBrief(
            title: String(repeating: "Unbreakablewordwithoutvowelsxyz", count: 6), palette: ["#888888"], seed: "k"),
        CoverBrief(title: "Grey: on grey", author: "Nobody", palette: ["#777777", "#808080", "#7a7a7a"], seed: "l"),
        CoverBrief(
            title: "水草与光：自然水族箱的一年", subtitle: "十二堂安静的课", author: "王小明", series: "第四十七期", language: "zh-Hans",
            seed: "m"),
        CoverBrief(
            title: "静かな水槽の作り方", subtitle: "はじめてのネイチャーアクアリウム", author: "山田花子", language: "ja", seed: "n"),
        CoverBrief(
            title: "조용한 수조: 물과 빛의 기록", subtitle: "열두 가지 이야기", author: "김지수", language: "ko", seed: "o"),
    ]
}

extension CoverBrief {
    /// The same brief in another template.
    func `in`(_ template: CoverTemplate) -> CoverBrief {
        var brief = self
        brief.template = template
        return brief
    }
}
