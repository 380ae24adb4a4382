"""Words for receipts: plain, kind, without accents, each unlike the others.

Trees, water, animals, food, tools and weather that anyone in Quebec can read out on
the telephone, whether their language is French or English.
"""

_LIST = """
    abeille abricot acajou agneau aigle alpaga amande ananas ancre anneau aqueduc arbre
    arc ardoise argile asperge atlas aube aulne avoine azur bagage balade balcon baleine
    balise bambou banane banc barque basilic bateau belette berceau biche bison bleuet
    blouson bocal bol bonbon bonnet bosquet botte bouleau bouton branche brise brioche
    brume buisson bureau cabane cacao cadran caillou calme canard caneton canot
    canyon caramel caribou carnet carotte castor cerf cerise chalet chandail chapeau
    charrue chemin cheval chorale cigale ciment citron clairon cloche clou cobalt colibri
    colline colombe comptoir concert coquille corail corbeau corde coton couleur cousin
    crayon crique cuivre cumin cygne dalle damier dauphin dessin dimanche dindon
    domino drapeau dune ecluse ecran ecureuil encre epinette epice erable escale
    espoir estuaire etable etang etoile fanal farine faucon fauvette fenouil ferme
    feuille figue filet flamme fleuve flocon fontaine foulard fourmi fraise framboise
    fromage fusain galet galop garage gazelle gazon geai gingembre girafe givre glacier
    goudron goutte grange granit grenier grillon grive guitare hamac hameau haricot
    harpe herbe heron hibou horizon horloge huard huile iceberg igloo image iris jambon
    jardin jasmin jeudi jonquille journal jumeau kayak koala lagune laine lampe
    lanterne lapin laurier lavande legende lentille lierre lilas lis livre
    loutre lueur lumiere lundi lutin lynx magasin maison mandarine manteau marais
    mardi marmite marron matin melodie melon menthe merise merle midi miel mimosa miroir
    moineau montagne mosaique mouette moulin mouton muguet musique myrtille navet nectar
    neige noisette nordet nuage ocarina ocean olive ombre opale orange orchestre orge
    orignal ormeau outarde oignon palette palourde panache panier papier papillon parasol
    passage pastel patate patio pavot pelican perdrix perle persil phare pierre pigeon
    pilote pinson piste pivoine planche plateau plume pluie poire poisson pollen
    pomme pont poterie poulain prairie prune puits quai quartz quenouille radeau radis
    raisin rame rameau recolte refuge renard riviere risotto robinet rocher romarin
    rosier ruban ruche ruisseau sable safran saison salade samedi sandale sapin sardine
    sauge saule saumon savon seigle semaine sentier serin sillon silex sirop soleil
    sorbet source souris sucre sureau tableau tamarac tambour tapis tartine tempo
    terrasse tilleul tisane tomate tonneau topaze tortue toucan tournesol traineau
    trefle trottoir truite tulipe tunnel vague valise vallon vanille velours vendredi
    verger vermeil village violon vitrail voile voilier voyage wagon yogourt zebre zenith
"""

WORDS: tuple[str, ...] = tuple(_LIST.split())
