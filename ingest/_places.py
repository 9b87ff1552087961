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
    aberdare aberdeen abergavenny abertillery aberystwyth abingdon accra accrington acocks acton africa aigburth
    airdrie alaska albania alcester aldeburgh aldershot alexandria alloa alnmouth alnwick alresford alton altrincham
    ambleside america amersham ammanford ampthill ancoats andover anfield anglesey antrim arbroath archway ardrossan
    ardwick argyll arizona armagh ashford ashington ashton asia athens austin australia austria avon aylesbury
    aylsham ayr bakewell bala baldock balham ballycastle ballymena ballymoney banbridge banbury bangladesh bangor
    bargoed barking barmouth barnet barnsley barrow barry basildon basingstoke bath bathgate battersea battle
    beaumaris bebington beccles beckenham bedford bedlington bedworth beeston belfast belgium bellshill belper
    benwell berkhamsted berkshire berlin bermondsey berwick bexhill bexley bicester biggleswade billericay
    billingham billingshurst bingley birkenhead birmingham bishopbriggs blackburn blackpool blaenau blantyre blaydon
    bletchley bloomsbury blyth bodmin bognor bolton bonnyrigg bootle bordesley bordon boston bothwell bournemouth
    bournville bourton brackley bracknell bradford braintree brampton brazil brechin brecon brent brentford
    brentwood bridgend bridgwater bridlington bridport brighouse brightlingsea brighton bristol britain brixham
    brixton broadstairs bromley bromsgrove broxbourne brussels brynmawr buckingham buckley bude builth bulgaria
    bungay burnley burry burton bury buxton byker caernarfon caerphilly cairo caister caithness california camberley
    camberwell camborne cambridge camden canada cannock canterbury canvey cardiff cardigan carlisle carmarthen
    carnforth carnoustie carolina carrickfergus castleford caterham catford caversham chapeltown chatham chatteris
    cheadle chelmsford chelsea cheltenham chepstow chesham cheshunt chester chesterfield chicago chichester chigwell
    china chingford chislehurst chiswick chorley chorlton cirencester clacton clapham cleethorpes clevedon clyde
    clydebank coalville coatbridge cockermouth colchester coleraine colorado colwyn congleton conisbrough consett
    conwy cookstown corby cornwall cosham coventry cowdenbeath cowes craigavon cramlington crawley crewe cricklewood
    crieff cromer crowborough croydon cumbernauld cumbria cumnock cwmbran cyprus czechia dagenham dakota dalkeith
    dallas dalston darlington dartford daventry dawlish deal delaware delhi denbigh denmark denver deptford derby
    dereham derry devon dewsbury dhaka didcot didsbury digbeth dingwall dinnington diss dolgellau doncaster
    dorchester dorking dorset dover downpatrick driffield droitwich dublin dudley dulwich dumbarton dumfries dunbar
    dundee dunfermline dungannon dunoon dunstable durham ealing easington eastbourne easterhouse eastleigh ebbw
    edgbaston edgware edinburgh edmonton egremont egypt elgin ellesmere elswick eltham ely emsworth enfield england
    enniskillen epsom erdington erith eritrea essex ethiopia eton europe evesham exeter exmouth fakenham falkirk
    fallowfield falmouth fareham farnborough farnham faversham felixstowe feltham fenham ferndale ferryhill fife
    filey finchley finland finsbury fishguard fleetwood flint flitwick florida folkestone forfar formby france
    fraserburgh frome fulham gainsborough galashiels garstang gateshead georgia germany ghana gillingham gipton
    girvan glasgow glastonbury glenrothes glossop gloucester godalming goodmayes goole gorbals gorleston gorton
    gosforth gosport govan grangemouth grantham gravesend grays greece greenford greenock greenwich grimsby guernsey
    guildford guisborough hackney hailsham halesworth halifax haltwhistle hamilton hammersmith hampshire hampstead
    handsworth harborne harehills haringey harlech harlesden harleston harlow harpenden harrogate harrow hartlepool
    harwich haslemere hastings hatfield havant haverfordwest haverhill havering hawick hayle headingley heanor
    heathfield hebburn hebden helensburgh helsinki helston hemel henley hereford herne hertford hessle heswall
    hexham highgate hillingdon hinckley hitchin hoddesdon holborn holmfirth holyhead holywood honiton horley
    hornchurch hornsea horsham hounslow houston hove hoxton hoylake huddersfield hull humber hungary huntingdon
    huntly huyton hythe iceland ilford ilkeston ilkley immingham india inveraray inverness inverurie ipswich iran
    iraq ireland irvine islington israel italy jamaica japan jarrow jersey jesmond jordan kabul karachi keighley
    kelso kendal kenilworth kennington kensington kent kenya keswick kettering keynsham kidderminster kidsgrove
    kidwelly kilburn kilmarnock kilwinning kington kinross kirkcaldy kirkham kirkintilloch kirklees kirkwall
    knutsford kosovo lagos lahore lambeth lampeter lanark lancashire lancaster largs larne latvia launceston
    leamington leatherhead lebanon ledbury leeds leek leicester leighton leith leominster lerwick letchworth
    levenshulme lewes lewisham leyland leyton lichfield limavady limehouse lincoln linlithgow liphook lisbon lisburn
    liskeard lithuania littlehampton liverpool livingston llandeilo llandrindod llandudno llanelli llangefni
    llangollen llantrisant lochgelly london londonderry longbridge longtown lossiemouth loughborough loughton
    lowestoft ludlow lurgan luton lymington lytham mablethorpe macclesfield machynlleth madrid maesteg magherafelt
    maghull maidenhead maidstone maldon malta malton malvern manchester manningham manningtree mansfield margate
    marlow maryhill marylebone maryport matlock medway mersey merthyr merton methil mexborough mexico michigan
    middlesbrough midhurst millom milngavie minehead mitcham mold monmouth montana montrose morden morecambe morocco
    morpeth moseley motherwell mumbai musselburgh mytholmroyd nailsea nairn nairobi nantwich narberth neasden neath
    nepal neston netherlands nevada newark newbiggin newbury newcastle newham newhaven newlyn newmarket newport
    newquay newry newtown newtownabbey newtownards nigeria norfolk northallerton northampton northfield
    northumberland northwich norway norwich nottingham nuneaton oakham oban ockendon ohio oldham olney omagh ongar
    oregon ormskirk orpington oslo oswestry otley oundle oxford oxted paddington paisley pakistan palestine paris
    peacehaven peckham peebles pembroke penarth pendleton penge penicuik penistone penrith penzance pershore perth
    peterborough peterhead peterlee petersfield philippines pickering pitlochry plaistow plymouth poland ponteland
    pontypridd poole portadown porthcawl porthmadog portishead portree portrush portsmouth portstewart portugal
    powys prague prescot prestatyn preston prestwick pudsey pulborough putney pwllheli rainham ramsgate rayleigh
    reading redbridge redcar redditch redhill reigate renfrew retford rhayader rhondda rhyl richmond rickmansworth
    ringwood ripon risborough rochdale rochester rochford romania rome romford romsey rothbury rotherham rotherhithe
    rothesay royston rugby rugeley ruislip runcorn rushden rusholme russia rutherglen ruthin rutland rye salford
    salisbury saltash saltburn saltcoats sandbach sandhurst sandwich sandy sawbridgeworth saxmundham scarborough
    scotland scunthorpe seacroft seaford seaham selby selly senegal serbia settle sevenoaks severn shadwell
    sheerness sheffield shepton sheringham shetland shildon shipley shoreditch shoreham shrewsbury shropshire sidcup
    sidmouth sittingbourne skegness skelmersdale skipton sleaford slough slovakia slovenia soham solihull somalia
    somerset southall southam southampton southend southport southwark southwold spain spalding sparkbrook sparkhill
    spennymoor stafford stamford stanley stevenage stirling stockholm stockport stocksbridge stockton stoke
    stonehaven stornoway stourbridge stowmarket strabane stranraer stratford streatham stroud sudan sudbury suffolk
    sunderland surbiton surrey sussex sutton swaffham swanage swanley swansea sweden swindon swinton switzerland
    sydenham syria tadcaster tain taiwan tameside tamworth taunton teddington tehran teignmouth telford tenby
    tenterden tetbury tewkesbury texas thame thames thamesmead thanet thetford thirsk thornaby thurrock thurso
    tilbury tiverton todmorden tolworth tonypandy tooting torquay totnes tottenham towcester toxteth trafford
    tranent tredegar trent treorchy tring troon trowbridge truro tunbridge tunisia turkey twickenham twyford tyne
    tynemouth tywyn uckfield uganda ukraine ullapool ulster ulverston upminster urmston utah uttoxeter uxbridge
    vauxhall vienna virginia wadebridge wakefield wales wallasey walsall waltham walthamstow wandsworth wantage ware
    wareham warrington warsaw warwick washington waterlooville watford wavertree wellingborough wells welshpool
    wembley westgate westminster wetherby weymouth whickham whitby whitchurch whitehaven whitstable wick wickford
    widnes wigan wigton willesden wilmslow wiltshire wimbledon winchester windermere windsor winsford wisbech wishaw
    withernsea withington witney woking wokingham wolverhampton woodbridge woolwich worcester workington worksop
    worthing wrexham wycombe wythenshawe yarm yate yemen yeovil york yorkshire ystrad zambia zimbabwe
"""
PLACES = frozenset(_WRITTEN.split())
"""Towns, counties and countries, in lower case: alone they are no person's name."""
