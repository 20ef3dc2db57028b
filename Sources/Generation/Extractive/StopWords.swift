/// Words that carry no topic, for the languages that we meet most. An unknown language has none: inverse document
/// frequency alone then keeps its common words down.
enum StopWords {
    /// The stop words of the language `tag` (BCP 47).
    static func of(language tag: String) -> Set<String> {
        switch tag.prefix(2).lowercased() {
        case "en": english
        case "pt": portuguese
        case "de": german
        case "es": spanish
        case "fr": french
        default: []
        }
    }

    private static let english = words(
        """
        a about above after again all also an and any are as at be because been before being below between both but by \
        can could did do does doing down during each even few for from further get had has have having he her here hers \
        him his how i if in into is it its just like made make many may me might more most much must my no nor not now \
        of off on once one only or other our out over own same she should so some such than that the their them then \
        there these they this those through to too under until up us use used very was we were what when where which \
        while who whom why will with would you your
        """)

    private static let portuguese = words(
        """
        a ao aos as até com como da das de dela dele do dos e ela ele em entre era essa esse esta este eu foi há isso \
        isto já mais mas me mesmo meu muito na não nas nem no nos o os ou para pela pelo por quando que quem se sem ser \
        seu seus só sua suas também te tem um uma você
        """)

    private static let german = words(
        """
        aber als am an auch auf aus bei bin bis da das dass dem den der des die doch durch ein eine einem einen einer \
        er es für hat ich ihr im in ist ja kann man mit nach nicht noch nur oder sehr sein sich sie sind so über um und \
        uns vom von vor war was wenn wie wird wir zu zum zur
        """)

    private static let spanish = words(
        """
        a al algo como con cuando de del desde donde el ella en entre era es esta este esto fue ha hay la las lo los \
        más me mi muy no nos o para pero por porque que se ser si sin sobre son su sus también te un una y ya
        """)

    private static let french = words(
        """
        à au aux avec ce ces comme dans de des du elle en est et été eux il ils je la le les leur lui mais me même ne \
        nous on ou où par pas plus pour qu que qui sa se ses si son sont sur te tu un une vous y
        """)

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(separator: " ").map(String.init))
    }
}
