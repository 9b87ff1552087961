"""Places that share their words with names of people, and the areas of British postcodes."""

from ingest._word_set import word_set

POSTCODE_AREAS = word_set(
    """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY
    G GIR GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN
    NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB
    W WA WC WD WF WN WR WS WV YO ZE
    """
)

_WRITTEN = """
    aberdeen aberystwyth accrington acton aldershot alexandria altrincham andover anglesey antrim arbroath argyll
    armagh ashford ashton aylesbury ayr balham ballymena banbury bangor barking barnet barnsley barrow basildon
    basingstoke bath battersea bedford belfast berkshire berwick bexley birkenhead birmingham blackburn blackpool
    bletchley bognor bolton bootle boston bournemouth bracknell bradford braintree brecon brent brentford brentwood
    bridgend brighton bristol brixton bromley burnley burton bury caernarfon caithness camberwell camborne cambridge
    camden cannock canterbury cardiff cardigan carlisle carmarthen castleford catford chatham chelmsford chelsea
    cheltenham chester chesterfield chichester chorley clacton clapham cleethorpes clydebank coatbridge colchester
    conwy corby cornwall coventry cowes crawley crewe croydon cumbernauld cumbria darlington dartford denbigh derby
    derry deptford devon dewsbury didcot doncaster dorchester dorset dover dudley dulwich dumfries dunbar dundee
    dunfermline durham ealing eastbourne eastleigh edinburgh elgin ely enfield epsom erith essex eton exeter falkirk
    falmouth fareham farnborough felixstowe fife finchley fleetwood folkestone fulham gateshead gillingham glasgow
    glastonbury glossop gloucester gosport grantham gravesend greenock greenwich grimsby guernsey guildford hackney
    halifax hamilton hammersmith hampshire hampstead haringey harlow harrogate harrow hartlepool harwich hastings
    hatfield havant haverfordwest havering hemel hereford hertford hexham highgate hillingdon hitchin hounslow hove
    huddersfield hull huntingdon ilford inverness ipswich irvine islington jarrow jersey keighley kendal kensington
    kent kettering kidderminster kilburn kilmarnock kirkcaldy kirklees lambeth lanark lancashire lancaster
    launceston leamington leeds leicester lerwick lewes lewisham leyton lichfield lincoln lisburn liverpool
    livingston llandudno llanelli london londonderry loughborough lowestoft ludlow luton macclesfield maidenhead
    maidstone manchester mansfield margate matlock medway merthyr merton middlesbrough morecambe motherwell newark
    newbury newcastle newham newport newquay newry norfolk northampton northumberland norwich nottingham nuneaton
    oban oldham oxford paddington paisley peckham pembroke penrith penzance perth peterborough plymouth pontypridd
    poole portsmouth powys preston pudsey putney ramsgate reading redbridge redcar redditch rhyl richmond ripon
    rochdale rochester romford rotherham rugby runcorn rutland salford salisbury scarborough scunthorpe selby
    sevenoaks sheffield shetland shipley shrewsbury shropshire sittingbourne skegness slough solihull somerset
    southall southampton southend southport southwark stafford stevenage stirling stockport stockton stoke stornoway
    stourbridge stratford streatham stroud suffolk sunderland surrey sussex sutton swansea swindon tameside tamworth
    taunton telford thanet thetford thurrock tilbury tiverton torquay totnes tottenham trafford trowbridge truro
    tunbridge twickenham tynemouth ulster uxbridge wakefield wallasey walsall waltham walthamstow wandsworth
    warrington warwick watford wells wembley westminster weymouth whitby wigan wiltshire wimbledon winchester
    windsor woking wokingham wolverhampton woolwich worcester workington worthing wrexham wycombe yeovil york
    yorkshire africa albania america asia australia austria bangladesh belgium brazil britain bulgaria canada china
    cyprus czechia denmark dublin egypt england eritrea ethiopia europe finland france germany ghana greece hungary
    iceland india iran iraq ireland israel italy jamaica japan jordan kenya kosovo latvia lebanon lithuania malta
    mexico morocco nepal netherlands nigeria norway pakistan palestine philippines poland portugal romania russia
    scotland senegal serbia slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tunisia turkey
    uganda ukraine wales yemen zambia zimbabwe california texas florida ohio oregon nevada utah arizona colorado
    virginia georgia carolina dakota montana washington delaware michigan alaska denver houston dallas austin
    chicago paris berlin madrid rome lisbon vienna brussels warsaw prague athens oslo stockholm helsinki delhi
    mumbai lagos nairobi accra cairo dhaka lahore karachi tehran kabul barry alnwick morpeth whitehaven keswick
    skipton settle malton pickering thirsk northallerton bedlington blyth consett stanley seaham bakewell buxton
    leek rugeley evesham malvern ledbury oswestry bicester abingdon wantage thame chesham amersham tring ware
    hoddesdon harpenden royston baldock sandy biggleswade diss beccles bungay southwold harleston sudbury stowmarket
    woodbridge deal sandwich hythe rye battle hailsham crowborough haslemere godalming dorking leatherhead redhill
    oxted alton petersfield romsey lymington ringwood swanage wareham bridport honiton sidmouth exmouth dawlish
    teignmouth brixham bude liskeard saltash bodmin wadebridge newlyn hayle helston neath tenby lampeter bala
    dolgellau holyhead prestatyn flint mold buckley galashiels hawick peebles kelso wick thurso nairn forfar
    montrose crieff inveraray rothesay larne omagh strabane coleraine limavady dungannon enniskillen carrickfergus
    thames severn mersey tyne humber clyde trent avon
"""
PLACES = frozenset(_WRITTEN.split())
"""Towns, counties and countries, in lower case: alone they are no person's name."""
