"""Common surnames in the United Kingdom and the United States, of many origins, that are no ordinary words."""

from ingest._word_set import word_set

_WRITTEN = """
    abara abbasi abdelrahman abdikarim abe abebe abela abernethy abiodun abouzeid abrahams achebe achterberg ackroyd
    adair adamczyk adams adcock addlestone addo adebayo adeniran adeniyi adeola adewale adeyinka adhikari adichie
    adu afridi afzal agbaje agyeman ahmadzai aiyegbusi akande akbari akerele akhter akinola akintola akinwande
    akinyemi akpan akram akter alam alcock aldahwi alderson alemayehu alexandrou alhassan aljabri allardyce allcock
    allen alleyne allsop almasri alsaid alvi amadi amankwaah amankwah amarasekara ameen amin amiri amoah amos
    ampleforth anane andersen anderson andreou andrews angelov aniston ankrah annan ansah ansari anstruther
    anthonypillai antoniou anwar applegarth applegate arbuthnot ardern aremu arif arkwright armitage armstrong
    arnold arrowsmith arshad arthur-mensah asfaw ashbourne ashcroft ashraf ashton ashworth asif askew aslam aspinall
    asquith astley atherton atkin attard attwood auchterlonie aujla awad awadallah awan awasthi ayodele azikiwe aziz
    azubuike azzopardi babalola babatunde babington bachchan bagshaw bailey bainbridge bairstow bal balasubramaniam
    baldwin balfour bamford bamgbose banda bandara bangura bannister barclay barcroft barnard barnes baron barot
    baroudi barraclough barrington barrowclough bartlett barua barzani basra bassey bateman bates battersby bayley
    beardsley beauchamp beaumont beckett beckwith beddoes begum bellweather benjamin bennett berhane berisha
    bernstein berry bhachu bhamra bhanot bhattacharjee bhattacharya bhogal bhuiyan bhullar bickerstaff bickerton
    biggs bilal birch birtwhistle birtwistle bishop blackadder blackburn blackett blair blakeley bland blenkinsop
    blewitt blythe bobb bolton bonham bonnici booth boothroyd boparai borthwick bosanquet bose boswell bosworth
    botezatu botha bottomley bowers bowles boyd boyle bracegirdle bradbury braddock bradley bradwell brady
    braithwaite brannigan brathwaite brereton brewster bridgewater brightwell brimelow brindle broadbent broadhurst
    brocklebank brocklehurst brockway brodie bromley bromwich brookes brooks brotherton broughton brownlow bruce
    bryce brzezinski buchanan buckland buckley budd bugeja bui bukhari bullivant bulmer bulstrode burgess burke
    burnett burnham burrows burton busuttil butterfield butterworth bytyqi cadwallader cairns calderon calderwood
    caldwell calvert campbell cannon capstick cargill carlisle carmichael carrick carrington carroll carruthers
    carson cartledge cartwright caruana caruso caruthers cassar castellane castro cattermole cattrall cavendish
    chaddock challoner chalmers chamberlain chandrasekaran chang chapman charalambous chatterley chatterton
    chaturvedi chavda chavez cheetham chen chettle cheung chigumba chikere chikwanda chilcott chisholm chisomo cho
    cholmondeley chow christie christodoulou christou chu chua chughtai chukwuma ciobanu clarkson clegg clements
    cleverley clitheroe clough cloverdale clutterbuck coates cochrane cockburn cockcroft coker cole coles collier
    collins colombo colquhoun connolly constantin constantinou conteh cooke coombes cope copperthwaite corbett
    cornforth cornwell costa cotterill cotton coulson couzens coverdale cowgill crabtree cracknell craven crawford
    creighton crichton critchley critchlow croft crompton cromwell crosby crossley crosthwaite crowther culpepper
    cummings cunningham curtis cutajar cuthbert cuthbertson d'angelo d'souza da-silva dabhi dabrowska dabrowski
    daftary dalgleish dalrymple dalton dalvi danvers dar darby darbyshire darji darwish das davies davis dawkins
    dawson de-silva deakin dearden debono deepak delacroix deluca demetriou dempsey denham desta devereaux dewar
    dewhurst dewsnap dhami dhanani dhanda dhesi dholakia dias diaz dickens dickinson dimitriou dimitrov dimmock dinh
    dinsdale dinwiddie diop dissanayake do doan dobbs dobson docherty dodd dodds doggett dosanjh downes downing
    draper drever drewett duan duckworth dugdale dumitru duncan dunderdale dunlop dunmore dunning dunstan dunwoody
    durrani durrant dutton dwivedi dyer dyson eagleton eardley earnshaw eastbrook eastwood ebrahimi eccles eccleston
    edgecombe edgeworth edmondson edwards egbuna ellershaw ellis ellison ellul elmi elphinstone emanuel emenike
    emerson endo english entwistle epstein erskine essien etherington etxeberria eubank evans ewing eze ezeh
    fairbairn fairbrother fairclough fairfax fairhurst fairley fairweather faizi falola fanshawe farahani farnsworth
    farooq farouk farquhar farquharson farrell farrow farrugia fasanya fashola faulkner faversham fawcett fearnley
    featherstone feldman fenech fenwick fernando fernsby ferrara fettes ffoulkes fielding finch finlayson firth
    fischer fisher fitzgerald fitzwilliam fleming fletcher fofana fong fonseka fontana forrester fothergill
    fotheringham foulkes fowler frazer freeman friedman frobisher fuentes fujii fujimoto fujita fukuda fuller fung
    furnival gabriel gadhvi gahir galbraith galea gallacher galli galloway gamble gandhi garbutt gardiner gardner
    garland garner garside gascoigne gaskell gaskin gathercole gatt gebremariam gebreselassie georgiev georgiou
    ghanem ghebremedhin ghelani gheorghe ghorbani ghuman gibbons gibbs gibson giddings gilbert gillespie ginsberg
    giordano girma giwa gladstone glasgow glendinning goddard gohil goldberg goldthorpe gondal goodall goodfellow
    goodison goodman goodyear gormley gorski gosai goto govender grabowski graham grainger grantham gray greaves
    grech greenaway greenberg greene greenhalgh greenwood gregory gresham grierson griffin griffith griffiths
    grigorescu grigoriou grima grimshaw grindrod groombridge grosvenor groves grzybowski guimaraes guled gunaratne
    gunasekara gunawardena guo gurung guthrie gutteridge gwynne habib habte hadley hafeez haidari haider haigh haile
    hailu hakimi haldane halliday halliwell hallworth hamdan hamid hamilton hammersley hampson hancock handley hanif
    haq haque harada hardcastle harding hardwick hargreaves hariri harker harkness harman harper harris harrison
    hartley harvey hasegawa hashemi hashimoto hashmi haskins hastings hathersage hattersley haverstock havili
    hawkins hawley haworth hawthorne hayashi hayes hazeldine hazlewood headley heap heath heaton hebblethwaite
    helliwell henley henry henshaw hepburn heppenstall hepplewhite heptinstall herath herbert heron hesketh
    hetherington heywood hibbert hickey higginbotham higginbottom higson hijazi hill hinchcliffe hindle hindley
    hirano hirsi hitchcock ho hobbs hobson hockney hodgkinson hoffman hogan hogarth hogg holbrook holder holdsworth
    holland holliday hollingsworth hollingworth hollis holmes holmwood holroyd homer honda honeywell hooper hopkins
    hopkinson hoque hornby horner horsfall hossain hou houghton houston howard howe howells howes hoxha hoyle
    hristov hrytsenko hubbard hudson huggins hughes hui hulme hume hundal hussein hutchings hutchinson huxley hwang
    hyslop ibekwe ibrahim idowu ifeanyi igarashi iglesias igwe ikeda ikeme ikpeazu illingworth ingham inglethorpe
    inman inoue ioannou iordache ireland iroegbu ironside irvine irving isherwood ishida ishii ishikawa islam ito
    ivan ivanov iwasaki iwu jabbar jablonski jackson jacobs jaffer jagtap jahan jain jandu jang jankowski janowska
    jansen jatoi javed jaworski jayasinghe jayasuriya jayawardena jefferson jenkinson jensen jeong jephson jessop
    jha jhala jhooty jia jiang jimenez jin jobanputra jobarteh joensen johns johnson johnston jones jonsdottir
    josephs jowett juarez kaczmarek kadam kaiser kakkad kakkar kalra kamara kamath kaminska kaminski kanaan
    kandasamy karia karim karunaratne kasprzak kato katz kaufman kawaguchi kayani kazemi kazi kazmi kebede kellaway
    kellett kelly kelmendi kelsall kendall kendrick kennedy kenworthy kenyon kershaw ketley kettlewell khaira khalid
    khalili khan khandelwal khatun khawaja khera khokhar khoury kibaki kidane kikuchi killick kilpatrick kim kimura
    kingsley kinoshita kipling kirk kirkbride kirkham kirkpatrick kirkwood kitching knaggs kobayashi koch kondo kong
    konstantinou koroma kostas kotecha kouassi kovalchuk kovalenko kowalczyk kowalska kowalski kozlowski kołodziej
    kraft krasniqi kravchenko krawczyk krol kruger kucharski kuffour kullar kumarasinghe kumari kwan kwok kwon
    kyriakou lai laidlaw lakhani lal lalani lambert lamport lancaster langdale langdon langford langley langstaff
    langton latham lau lawler lawless lawrence lawson lawton leadbetter leadbitter leary ledger legge leigh
    leigh-hunt leighton lennon lennox leonard leung levy lewandowska lewandowski lewis li liddell lightfoot lilley
    lim limbachiya limbu linacre lindsay lister littlewood liu livesey livingstone llewellyn lloyd lockhart lockwood
    lodhi lofthouse logan loizou lomas londono longbottom longo longstaff lonsdale loosemore lopes lovelace lovell
    lowry lucas luckhurst ludlow lui luk lumley lumsden lungu lunt lynch lyons lysenko lyttelton macallister
    macarthur macaulay macfarlane macgregor macintyre mackenzie mackie mackintosh macleod macmillan madden madhvani
    madueke maeda maharjan mahendran mahmud mainwaring maitland majithia makepeace makoni makwana malhi malik
    malinowski mallon mallory malone maltby mandeville mangwende maniar mann manning mansfield maphosa marchbanks
    marchenko marchetti mariani marinescu marjoribanks marlow marques marr marriott marshall martell martin maruyama
    marwaha mascarenhas mason masood masri massingham masters matei matharu mathieson mathur matsuda matsui
    matsumoto matthews maxwell mazur mbanefo mbeki mcadam mcallister mcalpine mcarthur mcavoy mccarthy mccartney
    mccauley mccormack mccormick mccrae mcculloch mcdonnell mcdougall mcewan mcgraw mcintosh mckinlay mckinley
    mclaren mcleish mcmaster mcmullan mcnab mcphail mcphee mcpherson mcrae mcsweeney mctaggart mcvey meadowcroft
    mehmeti mehmood mehra mehta meier meikle mekonnen melhuish melnyk melrose melville mendes mendis mendy menzies
    mercer meredith merrick merriweather mian micallef michaelides michaels michalak michalski micklethwaite
    middleton mifsud milburn miles milliken millington mills milne milner milton mirza mitchell mitchison mitra
    miura miyazaki modha moffat mohammad mohammed mok mokoena molefe moncrieff mondal monk montgomery moodley moon
    moorcroft moorhouse moradi moreton morgan mori morina morita morozov morris morrison mortimer morton moscrop
    mossman motala mottram mousavi mowbray moyes moyo mpofu mughal muir muirhead mulholland mulligan mulvaney mumtaz
    munro munteanu murakami murgatroyd murphy murray muscat musgrave mutasa mwale nadarajah nagra naidoo najjar
    nakagawa nakajima nakamura nakano nakayama nam nambiar naqvi nash nasir nasser navaratnam nawaz ndiaye neagu
    neale negash nel nelson nesbitt netherton nettleship newbold newby newell newman newsome newton ng ngata ngo
    niang niazi nichol nicholas nickson nicolaou nicolson nielsen nightingale nijjar nikolaidis nikolaou nikolov
    nilsson nimmo nishimura nixon nnadi noakes noguchi noh nomura noorzai norcross norris northcott nowak nowakowski
    nur nuttall nwankwo nzeogwu o'brien o'connor o'hara o'keeffe o'neil o'neill o'toole oakeshott oakley obafemi
    obaseki obi obiora odell odukoya odumosu oduya ogawa ogbonna ogden ogilvie oglethorpe ogunbanjo ogundipe
    ogunsola ojo okada okamoto okeowo okereke okoli okonjo okorie okoye okpara oladipo olaniyan olatunji oldfield
    oldham oldroyd oliseh oliver oliynyk ollerenshaw olszewski oluwole onuoha onwudiwe onyeka onyekwere opara
    openshaw orhan orji ormerod ormond ortega orton osborne osbourne osei-tutu ospina ostrowski ota otoo otsuka
    ottaway ouedraogo owen owens oyelaran oyelowo oza ozturk paddock padgett paek paget pai paine palmer panayiotou
    panesar pankhurst pannu papadopoulos papadopoulou pappas paracha parkes parkinson parnell parr parsons
    partington partridge parveen pascoe paterson paton pattinson pavlou pawar pawlak pawlowski paxton peacock
    peasgood peel pemberton pendlebury pendleton penfold penhaligon pennefather pennyfeather penrose percival perry
    peters petrenko petrescu petrou pettigrew phan philips philpott phiri phung pickering pickersgill pickett
    pickles pierce pietersen pietrzak pilkington pinkerton pinto piotrowski pirie platt plummer plumpton polishchuk
    pollard pollock ponnambalam popat portelli porteous postlethwaite powell prajapati prentice prescott preston
    pretorius proctor prosser proudfoot pryce przybylski psaila pumphrey purewal purvis qadir qasem qazi qian qiu
    quadri quarshie quaye quayle quinn qureshi radcliffe radford rae rafiq raghunathan rahim rahimi rai raine
    rainford raistrick raja rajapaksa rajaratnam rajput ralston rambaran rampersad ramsbottom ramsden ranasinghe
    rankin rao rasmussen ratcliffe rathbone rathnayake rathore ravenscroft rawal rawcliffe rawlings rawlinson rawson
    rawsthorne raza redfern redgrave redmayne redshaw reeves regan rehal rehman reid ren renshaw reyes reynolds
    rezaei richards richardson richmond riddell ridgeway ridgway ridley rigby riley rimmer rivera rizvi roberts
    robertshaw robertson robinson rogers rosario rosenthal ross rothwell routledge rowbotham rowbottom rowlandson
    rowntree roy royle rozario ruddock rudenko rughani rushton rushworth russell rusu rutherford rutkowski ryecroft
    ryu sackey sadeghi sadiq saeed saito sakai sakamoto sakurai salah saleem saliba salim salmond salter saltonstall
    samani samaras samatar sammut samson samuels sanchez sanders sandhar sandiford sandringham sanghera sankara sano
    santos sarker sasaki sathasivam sato satterthwaite satti savage savani savchenko savvides sawyer saxton sayed
    sayegh scaife scargill scerri schembri schmidt scholefield sciberras scott seddon sedgwick sefton sellars
    selvarajah selwyn sen senanayake senaratne sesay sewell seymour shackleford shackleton shafiq shah shaheen
    shahzad shaikh shakeshaft shakespeare shakya shankly shanmugam shapiro sharif sharples sharrock shastri shaw
    shearer sheikh sheldon shelmerdine shenton shepherd shergill sheridan sherman sherwood shevchenko shi shibata
    shields shillingford shimada shimizu shinde shirazi shrestha shrivastava shufflebottom shum shumba shuttleworth
    siddiq siddique siddiqui sidebottom sigurdsson sihota sikder sikora silva silverwood simms simpson sinclair
    singhania siu sivakumar sivalingam skelton skinner slater smales smalley smallwood smethurst smit smith smithson
    snell snodgrass sohal solomon somani somasundaram somerville sotheby soumare sousa southgate spencer spiteri
    spooner springett squires stafford stainthorpe stamford standish stanekzai stanhope stanley stansfield stanton
    staveley stavrou steele stefanidis stein stenhouse stephens stephenson stepien stevens stevenson stewart
    stirling stockdale stoddart stokes stokoe storey stoyanov strachan stratford street strickland stringfellow
    stubbs sturgeon styles subedi sugden sugiyama sullivan sumal summerfield summers sunner sutaria sutcliffe suthar
    sutherland sutton suzuki swain swainson swarbrick swift swinburne swindlehurst syed symonds symons sze szymanski
    tabbara tabone tabrizi tadesse tahan takada takagi takahashi takeda takeuchi takhar talbot talukder tamang
    tamura tan tanaka tang taniguchi tanna tanner tarafdar tariq tate tattersall taylor teague tehrani tekle
    templeton tendulkar tennant terry tesfaye tetteh thackeray thackray thakor thakrar thambirajah thandi thapa
    thaqi tharmalingam thiara thirlwell thistlethwaite thistlewood thomas thomason thompson thomson thorburn
    thornbury thorndike thorne thorneycroft thornley thornton thorpe threadgold threlfall throckmorton thwaite
    thwaites tian tijani timmins tindall tinsley tipping titherington titterington tkachenko tobin todd todorov
    tolley tomaszewski tomkins tomkinson tonks toothill torrance torres toure townend townsend townshend trelawney
    trelawny tremayne trevelyan trevino trevithick trinh trott trotter trueman truong tsang tse tshabalala tucker
    tudor tulloch tunnicliffe turay turner tweedie twelvetrees twiddy twigg tyldesley tyler ubah uchida uddin ueda
    ueno ugochukwu ukpong ullah ullathorne umeh umpleby underhill underwood ungureanu unsworth urquhart usman usmani
    uzor vaghela valentine van-dyk vardy vargas vasani vassallo vaughan vaz vega vella venkatesan venter vernon
    vickerman vickers vigneswaran virdee vitale vo vogel voss wada waddington wadsworth wagner wainwright wakefield
    wakeley walcott walker wallace waller walmesley walmsley walters walton warburton wardle wareham warner warraich
    warrington warsame warwick washbrook washington watanabe waterhouse waters watkinson watson watt watts
    weatherall weatherby webb webster wedgwood wei weinstein weir welch wellington wells wentworth wesley westbrook
    weston westwood wetherby wetherell whalley wharton whatmough wheatley wheeler whitby whitcombe whitehead
    whitfield whitlock whitmore whittingham whittle whitwell whitworth wickham wickramasinghe widdowson wieczorek
    wigglesworth wigley wijesinghe wilberforce wilcock wilde wilding wilkes wilkie wilkins wilkinson willard
    willetts williams willis willoughby wilson wilton wimpole windebank windsor winstanley winterbottom winterbourne
    winterburn wintringham wiredu wisniewska wisniewski wiśniewski wojciechowski wojcik woldemariam woldu wolfe
    wolstenholme womersley woodall woodcock woodhead woodhouse woodruff woods woodward woodworth woolley wootton
    worrall worsley worsnop worswick worthington wozniak wragg wray wrigglesworth wriggleworth wrigley wrobel wyatt
    wylie wynne-jones xavier xerri xia xiao xie xiong xu xue xuereb yamada yamaguchi yamamoto yamashita yamazaki yan
    yang yao yardley yarwood yassin yau yeates yelland yeo yeung yildiz yiu yogarajah yohannes yokoyama yoon yoshida
    youngson yousaf youssef yousuf yu yuan yuen yung yusufzai zadran zahid zahra zaman zammit zapata zaveri zayed
    zeleny zeng zeqiri zerai zhan zhao zheng zhong zhou zhu zidan zielinska zielinski zou zubair zulu zuma zwane
"""

SURNAMES = frozenset(_WRITTEN.split())
"""In lower case, without marks of accent: those that the package of ``_gathered_names`` lacks."""

NO_SURNAMES = word_set(
    """
    baron benjamin bland cotton cannon craven cope do dorsey english essien freeman gamble garland glasgow
    harrington heap heath henley heron hill ho holder homer houston ireland ledger leary li lim manning mason
    masters miles moon needham ng ngo oakley peel raine savage sen shields skinner spooner squires street styles
    swift tan tanner terry trainor travers upton valentine vo waters wells weather whittle woods wheeler warner
    tipping tang waller lancaster preston warwick windsor bolton blackburn stafford stratford warrington wellington
    washington richmond sutton bradley carlisle burnham mansfield stirling wakefield whitby oldham hastings croft
    bishop berry cruz duarte finch gray fowler glover hooper kemp kim lucas monk perry rocha roche roy tucker turner
    underwood lightfoot
    """
)
"""What is written as a name and is a word, a town or a thing: alone it says nothing."""
