"""Common first names in the United Kingdom and the United States, of many origins: what a small model overlooks."""

from ingest._word_set import word_set

_WRITTEN = """
    aadhavan aaron aarti abdifatah abdikadir abdinasir abdirashid abdiwahab abdulla abdulrahman abdus abe abeba abed
    abhay abhijit abhinav abhishek abimbola abiola abirami abla abraham abrehet abshir abu ada adam adane adanna
    adanya adaora ade adebayo adeeb ademola aderonke adetokunbo adham adhiambo aditi aditya adjoa adrian afaf afi
    afroza afsaneh agathi aggeliki agim agron ah-lam ahlam ahmadzai ailie ailin ailsa aishah aishwarya aisling
    aisosa aiste ajay ajit akash akemi akhil akiko akin akio akunna alaia alasdair albana albert alberta albie aled
    aleesha aleksey alem alemayehu alexa alexander alexey alf alfred algimantas ali alisdair aliyah alojzy alok
    alona alpa althea altin alun ama amadou amaka amal amandeep amanuel amarachukwu amardeep amarjit ambreen ambrose
    ameila amelia amena amihan aminata amir amita amjad amna amos amrik amrit amritpal amy ana anab anagha analyn
    anand anant ananya anastasiia anatoliy anatoly anbu andrew andriy aneesa aneirin anesu angelica angharad angus
    anh ania aniket anil anila anisur anjana anjum ankit ann anna anne anneka anoushka anselm anthea anthony
    antigone anuj anup anupam anuradha anushka anwen anzhela aoi aparna apiyo aqsa araba arash arben archana ardal
    ardalan ardan ardian areej arek areti arezoo ariana ariel aristotelis ariya armaan arnel arnold arpita artem
    arthur arulmozhi arun aruna arunthathi arvind arwa aryan asabe asadul asen asher ashish ashok ashraf ashwin
    ashwini asim asli asmaa asmita astra atanas atef atefeh athena atif atiya ato atul augusta augustine auma aurora
    ava avani avi avin avinash awad awet awino awuor aya ayako ayaz ayo ayumi azadeh azar azhar azizul azubuike azza
    babajide babatunde bahar bahram balan balbir baldev baljinder baljit balvinder balwinder bandar bao baozhen
    baran bardhyl barnaby barry bartlomiej bartosz bashir bashkim basia basil basma bayani bayo beathag beatrice
    becca bedwyr behnam behrouz ben benedict benjamin benjie benny bereket berhane berivan bernard beryl besa besian
    besnik beth betsan bev bex bharat bharati bhargav bhaskar bhavana bhavesh bhavin bhupen bhupinder bhuvaneswari
    bijal bijan bijoy bimbola bindu bingwen binh biniam binta birhan biruk birute bishnu blagoy blerim blerina
    blessing blodwen bob bobby bogomil bogumila boguslawa bolaji bolanle boleslaw bolin bongani bonnie boyan boyd
    boyka boyko brad bradley branwen bridget brigid briony bronislaw bruce bruno bryan bryony buddhi bujar bukola
    burak bushra byron cabdi cadog cador calvin caner caradoc carlos carly carol caroline carwyn carys casper
    caspian cassandra cassie cassius cath catherine cawo caz ced celeste ceri cerys chaminda chandan chandni
    changming charalambos charanjit charito charles charlotte charu chathura chayse chelvi cheng chengetai chenxi
    cherono cherry-ann chetan chhaya chi-ming chibueze chibuike chidera chidi chidiebere chidiebube chidinma chido
    chiedu chiedza chihiro chika chikaodili chikezie chima chimaobi chinasa chinenye chinonso chinwe chioma chipo
    chirag chiyo christian christopher chrysanthi chukwuebuka chukwuma chun chun-kit chunhua clarence cledwyn
    clemency clement clementine cleveland clive clovis cody colette coll colleen comfort constance cora corazon
    cosmo costica crisanto crystal cuong curtis cuthbert cynthia cyril cyrus dace dafydd dagnija dahabo dai daichi
    daisuke daiva dalal daljeet daljit damilola damon dana dandan daniel danni danute daphne dapo darcey darek
    dariush daryna david davide davinder dawei dawit dayo daz deano deb debs deepak deepali deepika deepti deeqa
    degmo deiniol del dele delilah delroy delwar demelza demetrius demi denitsa derrick derwa desislava desta
    destiny deva devaki devendra devon dexter dhan dhanush dhara dharmesh dharshini dhaval dhurata diana diellza
    diem dieter dilani dilip dilovan dilpreet dilruba dilshan dilwyn dilys dimitar dimitra dimitris dinesh dinh
    dinithi dipak dipika dipti dita divina dmitro dmitry dmytro dobromir dolcie dolly dolma dolores dom dominic
    dominique dongmei donika donna dorian doris dot dougal dougie douglas drita duaa duc dudley duduzile dugald
    duncan dung dyfan dyfed dyl dylan eabha eachann ebele ebony ebru ebun ebunoluwa echezona ed edgar edidiong edijs
    edlira edona edward edwin edyta efe efosa eftychia efua eghosa egzon ehi eifion eiji eilidh eira eirian eirini
    eirlys ekaette ekua elaheh elango elefterios eleftheria eleri elham eli elias elijah elira elisa elisabetta
    elitsa elizabeth ellie-mae ellie-may ellis elliw elona elowen elpida elspeth eluned emad emem emenike emiko
    emile emilia emiliya emir emlyn emmeline emre emrys ems emyr ena enamul endrit enid enkelejda erdem erica erin
    erion ermal ermias ermintrude ermira ernest ervins esi esme esosa ester esther estrelita eugene eugenia eun-ji
    eurwen eva evans everald everton evgenia evgeny evie-rae ewa eyad eyerusalem eyob ezekiel ezinne ezra fabian
    fadi fadia faduma fadumo fadwa fadzai fahad faisal faith-anne faiza faizal fanel fani farai fareed farhad
    farhana farideh farirai farnaz farooq farshid fartun farxiyo farzad farzana farzaneh fateh fatema fathi fathima
    fatima fatimah fatin fatmir fatos fatou fatoumata fawaz fawzia fay fayza fazlul fearchar fedir feilim felicia
    felicity femi fenella feng feodora ferdinand fereshteh fereydoun feroz feven feyi ffion fflur ffraid fiadh fikru
    filmon filsan finlay finn fionnlagh firas firoz fisnik fitsum fitzroy flamur flann flavius fliss flo flora
    flordeliza florence florin floyd flutura fola folake folarin folasade foluke fortune fotini fotis fowsia frances
    francisco franco frank frederick freweini freya funmi funmilayo fyodor gabby gabor gabriel gagandeep gaia galini
    galyna ganesh ganeshan garba garbhan garfield garnet gary gayan gayatri gaynor gaz gazmend gazza gbenga geertje
    geeta gemalyn gemma genc gennady genowefa george georgi georgia geraint gergana geta getachew gethin gethsemane
    gez ghada ghassan ghirmay giang giannis gift gigel gilbert gill gintaras gints giorgos girma gita gjergj gladys
    glenn glenroy glyn gobnait godfred goitom golam golnaz goodluck gopi gord gosia govind gowri gracie-mae graham
    grahame grazina gregory griff grigory gruffudd gruffydd guang guiying gulalai guled guna gurbachan gurcharan
    gurdeep gurinder gurjit gurkiran gurlal gurmeet gurmit gurnam gurpal gurpreet gursharan gurvinder gus gwawr
    gwenllian gwennan gwenno gwern gwyn gwyndaf gwynne haben habibur hadeel hadiya hae-won haf hai haidar haile
    haitham haiyan hajrije hakim hala haley halyna hamad hamdi hamed hamideh hamidullah hamza-ali hanan haneen hani
    hanif hans hansa haralambos harbhajan harbinder harbir hardeep hardev hardip haresh hargun hariharan harinder
    harjeet harjinder harjit harjot harkiran harleen harleigh harmeet harminder harneet haroon harpal harpreet
    harris harrison harry harsha harshad harshita harsimran haruka haruki haruto harvey harvinder haseeb hashim
    hasina hassana hatty haya haydn hazem hector heddwyn heena hefin hekmat helal heledd helen helena hemant hemlata
    hengameh henley henning henrikas henry hephzibah herbert hermann hermione hester heulwen heval hiba hibaq hibo
    hideki hien hieu himanshu hina hinda hira hiren hiroko hirut hisham hitomi hiwot hoa hoda hodan hoi-yan
    hollie-mae homa homayoun hongmei honor hooman horace hortensia howard hozan hristo hryhoriy hugo hui husna
    hussain hussam hussein huw huy hyacinth hye-jin hyun hyun-woo hywel ian ibrahim ibtisam ibukun ichiro icilda ida
    idara idil idowu iestyn ieuan ifan ifechi ifeoluwa ifor ifrah ignatius ihor ijeoma ikechukwu ikemefuna ikran
    ilango ilias ilir ilirjana iliya illtud ilya imaan imafidon iman imaobong imesha immaculata imo imtiaz ina inaam
    inderjit inderpal indigo indika indu inemesit inga inge inthu intisar ioanna iolanthe iolo ion iorwerth iqbal
    ira iraj irena iris irum iryna isa isaac isabella isagani isaiah isambard isamu ishan ishaq ishbel isla-mae
    islwyn ismene isoken israel isuru itai itohan itoro iva ivaylo ivelina ivo ivorine iyabo iyad iyobosa izzy
    jackson jacob jacq jacqui jagdeep jagjit jagmeet jago jagoda jagruti jagtar jahanara jahid jama jameela jamelia
    james jamilah jan janaka janek jannatul jared jarek jasdeep jasim jaskaran jaskiran jasleen jasmeen jasmeet
    jasmine jason jaspal jasper jaspreet jasvinder jasvir jaswinder jatinder javed jawad jayant jayanti jaydn jayesh
    jaymin jayshree jaz jean jed jeevan jeevitha jejomar jem jen jennet jenny jenson jeremiah jerome jerry jessamy
    jesus jeta jeton jez jhun ji-hoon ji-min ji-woo ji-yeon jia jiahao jiahui jialing jianguo jianhua jiawei jiaying
    jide jie jigar jigna jignesh jiho jim jimmy jin jin-ho jinal jing jingyi jinhua jinky jitendra jitinder jiyan jo
    joachim joe joel joginder john johnny jojo jolyon jomana jomar jon jonah jonathan jonno jordan joselito joseph
    josh joshua joss joud jovelyn joyce jude judith jules julian jumana jummai jumoke jun junaid june jung junjie
    junko jurate jyotsna ka-ho ka-man ka-wai kadiatou kagiso kai kailash kaiming kajal kajin kalaivani kalin
    kalliopi kaloyan kalpana kalpesh kaltun kam-wing kamaldeep kamaljit kambiz kamini kamlesh kamrul kamyar kande
    kannan kanta kantilal kaori karamjit karanjit karen karishma karthik karthika kartik karwan kasia kastriot kasun
    kat kateryna kath kaushal kaushik kaveh kavin kavita kavitha kavoos kay kayalvizhi kaylum kayode kaz keaton
    kehinde keiko kel kelda kelly kelvin kemar kemi kemisha ken kenechukwu kenichi kensa kenta kenya keren kerensa
    kerenza kerr kerra kerron keshav ketan kev keyur keyvan kez khadra khaleda khalida khanh khanyi khosrow
    khrystyna khurram kibrom kidane kidist kieu kim kimberley kinjal kipchoge kiran kirandeep kiril kirill kirit
    kirk kirpal kirsteen kirti kishan kishor kitty klodian koa kobina kodie koji komal konstantina kostas kostiantyn
    kourosh krasimir krassimira kris krishna krishnan krunal krzysiek kuba kudakwashe kudzai kudzanai kujtim kulbir
    kuldeep kuljit kulvinder kulwinder kumaran kumari kumiko kunal kunle kusum kwabina kwok-wai kylie kyran kyriaki
    kyriakos kyrylo labhaoise labinot ladan ladi lai-ha lailani lailuma laima laimdota laimonas laiwan lakhbir
    lakhvir lakhwinder lakmal lakshman lakshmi laleh lalitha lamin lan lana-rose lancelot langa lanre lanying laraba
    lascelles lasitha lasma lata latifa laurel lawrence lawson laxmi layan leander leda lee lefteris leigh lemlem
    len lena lennon lennox lenuta leo leon leonard leonardo lerato les letebrhan lev levi lewin lewis li liana libby
    ligaya lihua lijuan lilibeth lilly-mae lin lindani lindita lindiwe lindsay linford ling liridon lirije liudmyla
    liv liz liza lleucu llew llinor llinos llio lloyd llyr logan lolita lorelei lorenz loreta lorraine lou louis
    lowenna lowri lualhati lubna luc lucas lucasz lucilla lucja lucjan lucy lucyna ludwik luiz luke luljeta lulu
    lulzim luna lutfur luthfur luwam luz luzviminda lwazi lydia lyn lynton lynval lyra lysander lysette lyuba
    lyubomir lyubov lyudmila lyudmyla maame mabli macca macsen maddie madhavan madhu madhuri madison mads maebh
    magdalena magnolia mahdi mahendra mahesh mahfuza mahnoor mahsa mahtab mai maia mairi mairo mairwen mais maisie
    maisy maja majed makanaka makoto maksym mal malachi malalai malik malini malith man-kit manal manali mandana
    mandeep mandisa manijeh maninder manish manisha manjeet manjinder manjit manjot manjula manmeet manny manoj
    manpreet mansi mansoor manvir mar mara marc marcel margarita marguerita marguerite mari maria mariama maricar
    maricris marigold mariia mariko marina marios marites marivic mariya marjolein marley marsaili martin martyna
    marv marvalyn marvyn marwan mary masato masood masoud masud mathias mathivanan mats matt matthew matty mavis
    maxim maximus maxwell maya mayank mayumi mayur mayuri maz mazen maziar mazin mbali meadhbh meena meenakshi
    meenambal megumi mehmood mehran mehrdad mehreen mehret mehri mehul mei mei-yee meihua meiling meinir meirion
    mekonnen mel melissa mell melody mengyao menna meredith merle merlin meron merryn mervat meseret meshach meuric
    meurig mfon mhairi mhari mia micah michael michaella michalina michalis michiko mick mickey midori mieczyslaw
    miglena miho mihret mike mikey miki mikias milan milen miles milind millie-rose milly milo milos milton mimoza
    min-ho min-ji min-jung mina minal minghua minjun minoo mirjeta mirren mirwais mirza misaki misbah mischa mital
    mitchell mitsuko miyuki mizanur mo moataz moazzam modestas moffat mohammad mohammed mohan mohannad mohanraj
    mohinder mohit mohsin moina mojgan mollie molly momchil momena mona monir montserrat morag mordecai morgan
    morgana morris morteza morwenna mosammat moses mostafa motiur moz mpho mthunzi mubarak mufaro muhammad muhannad
    muirne mujibur mukesh mukhtiar mukta mukul mulu mulugeta muna munashe mungo munir munyaradzi murdo murray
    murugan musa muthu mya myfanwy mykhailo mykola mykyta mylene myrddin myroslava myrtle naadia nabin nada nadeesha
    nadezhda nadiia nadira nadya nafeesa nafisa nagarajan nageena nahar nahid nahla nahom naila najat najibullah
    najla najma naledi nalin nalini nam namrata nan nancy nandi nansi nanthini naoki naoko naomi narayan narelle
    narendra naresh narges nargis narin narinder narmin naseem nasima nasreen nasrin nasser nastassia nat nataliia
    nataliya natnael natsuki natty navdeep naveed navid navin navjot navneet navraj nayan nayana nayef naz nazanin
    nazar nazia nazih nazma nazrul ndidi ndinda neave nechirvan ned neel neelam neena neeraj neeta negar nehemiah
    neith nektarios nelson nenita nerissa nerys nesreen nesta nestor nevena newroz nexhmije ngaio ngan nghia
    ngonidzashe nguyen nguyet nhan nhi nhung nhyira nia nicandro nicholas nick nidal nieve nige nii nijole nik
    nikesh niket nikolay nikos nilanthi nilesh niloofar nils nima nimal nimco nimesh nimisha nimra nina ningning
    nipuni niraj niral niranjala niranjan nirav nirmal nirmala nirosha nishant nishita nisreen niti nitin nitya niyi
    njambi nkechi nkem nkosana nkosazana nkosinathi nnenna noah nobuko noel noemi nokuthula nomeda nomfundo nomsa
    nontando nooshin noreena noriko norma norman nosa nosheen nsikan ntombi nur nusrat nuur nuwan nwamaka nyarai
    nyasha nyokabi oakley oanh obaidullah obi obiageli obioma ocean octavian odessa odin ofori ognyan oighrig okan
    oksana okwudili ola olabisi oladele oladipo olalekan olamide olatunji olayinka oleh oleksandr oleksandra oleksii
    oleksiy olha olisa oliver olivier oliwia olly olu olubunmi olufemi olukemi olumide olusegun oluseyi olusola
    oluwadamilola oluwaseun oluwaseyi oluwatobi oluwatosin omaima omid omosede oneil onyeka opeyemi ophira opoku
    oran orest orges orlando osagie osamu osaro osas osasu osaze oscar oshadi osian ostap oswald otis ottoline owain
    owen owusu oyin oyindamola oyinkan ozan ozzy paddy paddy-joe paige palesa palwasha palwinder pam panagiota
    panagiotis panashe pankaj parag paramjit paramveer paraskevi parastoo parbati pardis paresh parisa parminder
    parmjit parul parvaneh parvati parveen parvin parviz pascal pasco pasha pashtana pat pathma pathum patience
    patrick patrycja patsy paul pauline pavandeep pavlo pavlos payal payam peigi pejman pelagia pelin pemba penelope
    peng penka percy peregrine perpetua peter petrit petro petroc petronella petunia petya peyman philip phillipa
    phindile phoebe phong pia pierce pierre piers piet pinelopi pippin piyush plamen polly pomona poonam pooya
    poppy-mae prabhakaran prabhjot pradeep pradip prafulla pragash prakash pramila pramod pranay pranvera prasad
    prashant prateek pratibha pratik pratima praveen pravin preethi preeti prem premila prerna primrose pritam
    pritesh priti pritika pritpal priyam priyanka priyantha priyesh proinsias pru przemek pui-shan puneet purity
    purnima purvi pushpa qendrim qing qiuyue qorane quan quincy quinn qusai quyen quynh raage rabeya rabia rabindra
    rach rachel radostina rae raelene raf rafferty rafiqul raghad raghu rahaf raheela rahim rahima rahimullah
    raimonda raimondas rainer raj raja rajan rajat rajbir rajdeep rajeev rajendra rajesh rajinder rajiv rajni rajpal
    raju rajvinder rajvir rajwinder rakesh rakhee rakhi rakiya ram rama ramakant raman ramanan ramandeep ramesh rami
    ramila ramin raminder ramona rana ranald randa randeep rangi rani ranjan ranjana ranjini ranjit ranvir raonaid
    raphael rasha rasheeda rashmi rasik raveena raven ravinder ravindra ravjot rawan rayyan razan razia reagan
    realtin rebecca rebin reem reema reena reg regan regina rehab rehana rehman reid reiko rekha renu renuka reshma
    reuben reuven rexhep rhea rhi rhodri rhydian ria ric ricardo richa rick rico rie rik riko riley rima rimantas
    ringo rinku riona ritesh ritika ritu rivka riz rizwan roald rob robbie-lee robbo robel robert rod rodel rohini
    rohit rojda rojin rokeya roksolana rola rolf roma roman romeo romesh romilly ron ronahi ronak rong roopa ros
    rosa rosamund rosario rosemary roshan roshni rosita rositsa roslin ross rostam rostyslav rotimi rowan roy
    royston roz rozafa ruaraidh ruaridh ruba ruby ruchi ruchika rudo rufael rui rujuta rukhsana rukhsar rukmini rula
    rumana rumbidzai rumyana ruolan rupa rupal rupali rupert rupesh rupinder russ russell rut ruta rutendo ruth ruud
    ruvarashe ruvimbo ruwan ryo ryota saba sabah sabeen sabi sabine sabita sachiko sachin sachini sadhana sadhbh
    saeed saeid safa saffron saffy sagal sagar sahar said saif saima saira sajid sajida sajjad salah salamatu saleem
    saleha salim sally salome sam sama samaneh samara samatar sameena sameer sameera samia samiksha sampath samrawit
    samson samuel samuele sana sanath sanaz sandeep sander sandhya sandip sandris sanduni sanele sang-hoon sangeeta
    sangita sanjana sanjay sanjeet sanjeev sanjeevan sanjiv sanket santiago santosh saorla sapna sapphire sarabjit
    sarah sarbast sarbjit sardar sarika sarmad saroj saron sathya satinder satish satnam satoko satoshi satpal
    satvir satwant saul saurabh savannah savita savitri savvas sawsan sayaka sayed sayeed sayeeda scarlett scott
    seamas seb seema segun sehar selam selamawit selma selvam selwyn semhar senait senga senthil seo-yeon seonaid
    seong-ho seoyeon sepideh septimus seren serge sergiy serhat serhii serhiy serwaa seun seyi shabana shabaz shabir
    shabnam shadi shafiq shah shahana shaheed shaheen shahid shahida shahidul shahin shahla shahnaz shahram shahriar
    shahzad shaila shailesh shaima shaista shakeel shakil shakuntala shalini shamim shamima shamiso shamsa shamso
    shamsul shan shanique shankar shankari shanmugam shannon shanthi shanti shaoming sharad sharareh sharda sharifa
    sharmila sharmin sharona shashank shashi shatha shawn shay shaz shazia sheeraz sheetal shefali shehan shelagh
    shelina shelley sheraz sherelle sherene sherry shervin shevaun shigeru shikha shilan shilpa shinji shinobu
    shiori shireen shirin shirwan shital shiv shivam shizuka shkelqim shobha shobhana shofiq shohreh shona shota
    shova shpend shpresa shqipe shraddha shreyas shruti shuang shufen shuhua shukri shvan shweta shyam siam siamak
    sian siavash sid sidney sidonie sidra siegfried sienna sifiso sigitas sigurd siham silvia silviya simarjit simba
    simeon simin simon simran simranjit simret sion sioned siphiwe sipho siqi siri siu siu-fong siv sivakumar
    sivaraj siwan siyu sizwe skaiste skender skirmante slavi slawek smita smriti snehal snezana snezhana so-young
    sofia sofiia sofya sohaib sohail soham sohan sohrab sokol solomiia solomon solyana somaya somnath somto sonal
    sonali sonny sonto soo-jin soo-min soph soran soroush sotiris soumya spence spozhmai spyridoula spyros sree
    sridhar srinivas stamatis stanimir stanley stasys stavroula steff steffan stelios stella steph stephen sterling
    stevo stewart storai stoyan struan stu stuart su-bin suad subhash sucaad sucheta sudha sudhir sufia sufyan
    suganya sugath sughra suhail sujan sujata suk-yee sukanya sukhbir sukhdeep sukhdev sukhjinder sukhjit sukhpreet
    sukhraj sukhvinder sukhvir sukhwinder suki sulaiman sultana sumaiya suman sumathi sumaya sumit sumitra
    summer-rose sunanda sundar sunday sundeep suneeta sunethra sung-min sunil sunita sunniva sunny suong supriya
    suraj surbhi surekha surendra suresh surinder surjeet surjit susanna sushil sushila sushma susumu sutharsan
    svetla svetoslav svitlana swapna swapnil swaran swati swyn syd syeda sylwester tabby tadashi tadesse tadiwa
    tae-yang tafadzwa taff tahani taher tahira tahmina taiwo taiye taj tajinder takako takashi takeshi takudzwa
    takumi talatu talia taliesin talulah talwinder tamar tamim tamir tamsin tamsyn tamzin tanaka tancredi tanmay
    tanuja tapiwa tara taraneh taranjit taras tarek tariro tarlochan tarsem tarun tash tashi tasneem tatenda tatsuya
    tatum tavleen tawfiq taylor tayo ted teddi teddy tegen tegwen tejal tejinder teleri temi temitayo temitope
    temperance tendai tendekai tenzin teo terence teresa terry tesfalem tesfaye tetiana tetsuya tetyana teuta
    tewelde tewodros tez thabiso thabo thalia thamer thamilini thanasis thandi thanuja tharindu tharushi thea themba
    thembi thenmozhi theofilos theresa thi thien thilini thinh thivya thoa thodoris thokozani thomas thu thuan
    thulani thuli thuy tia tia-mae tianyi tichaona tien tiffany tigist tilly-mae tim timofey timothy tinashe
    tingting tinotenda tirion titania titilope titus tiwa toan tobiloba tobin toby todd tolu toluwalase tom tomek
    tommaso tommy-lee tomoko tomomi tomos tonderai topaz tope torin tormod torquil touraj towhid toyin tracy trang
    trefor trev trey tri trifa trinh tristan trixie truc truong trupti tsegay tsehay tsering tshepo tsitsi tsutomu
    tsvetan tsvetelina tsvetomir tudor tudur tuiren tulsi tushar tuyen tuyet twm tyler tymofiy tyson ubah ubong
    uchechi udara uday udeme ugo ugochi ugochukwu ugonna ujjwal uju ujwala uma umaru umesh una unathi unity unyime
    upasana upul urbain urmila usha uthayan uttam uyen uyi uzma uzoamaka uzochi uzoma vaani vaggelis vaibhav
    vaishali valbona valdas valdone valdrin valentine valentyna valeriia valon valrie vandana vanessa vani vanita
    varinder varun vasant vasanti vasiliki vasilis vasily vasuki vathany vatsal vaughan veena velichka velu vena
    venetia venkat verity veronica veselin veselina veton vibha vic victor victoria vidhya vidmantas vidya vignesh
    vijay vijaya vikas vikash vikram viktoriia viktoriya vimal vimala vimbai vinay vineet vinh vinita vinny vinod
    viola vipin vipul virendra virgil virginia virginija virinder visar vishal vishnu vitalii vitaliy vitaly viv
    viva vivek vjosa vlora volodymyr vsevolod vusi vyacheslav vytas wael wahid wai wai-ling wai-man waithera waleed
    wali wallace wally walter wande waqar wardah warsame warsan wasantha waseem wasim wayne wei welma wendeline
    wenjing wenjun wenwen weronika wes wesley whetu whitney widad wieslawa wiktoria wil wilf wilfie wilhemina willis
    wing wing-yan winsome winta wioleta wioletta wladyslaw wlodzimierz wojtek wren wunmi wyatt wyn wynford wynne
    xanthe xavier xaviera xhevdet xia xiang xiao xiaofeng xiaohong xiaohua xiaojun xiaoli xiaolin xiaoling xiaoming
    xiaoping xiaowei xiaoyan xin xinyi xinyu xiu xiuying xochitl xolani xue yaa yacob yakubu yalda yalini yan yana
    yangchen yanka yanling yanping yara-mae yared yarlini yaroslav yaroslava yasas yasmeena yasuko yavor yaw yaz
    ye-jin yegor yekaterina yelena yelizaveta yemane yemi yemisi yeong-hui yeukai yevgeny yevhen yevheniia yiannis
    yifan yiming ying yingying yiorgos yllka ynez ynyr yoana yodit yogesh yogita yohannes yoko yonas yong yongjun
    yordanka york young-ho ysolde yu-na yuan yufei yuhan yui yuichi yuk-ling yuka yukari yuki yukiko yulan yuliia
    yuliya yumei yumi yumiko yun yurii yuriy yusra yusuke yutaka yuting yuto yuxin yuying zabihullah zabrina zac
    zahara zahida zaina zak zakariya zakariye zakhar zaki zakia zalmai zamzam zandile zanele zarah zarghuna zari
    zayn zeb zeena zeeshan zef zeina zeinab zemen zephaniah zev zewdu zhaleh zhang zhanna zhen zhenhua zhi zhiqiang
    zhivko zhiwei zhong zia ziad zihan zikora zilan zinaida zixuan ziyi zlatan zodwa zoe zohra zoi zoriana zoya
    zubaida zubair zuhair zuleika zuleikha zulfiqar zuri zuzanna zvikomborero zydrunas zygmunt
"""

FIRST_NAMES = frozenset(_WRITTEN.split())
"""In lower case, without marks of accent: those that the package of ``_gathered_names`` lacks."""

NO_FIRST_NAMES = word_set(
    """
    alexa siri cortana isle demi destiny devon gift sunday sunny crystal mar sina said shah ram rut max york sterling
    enoch dot comfort melody israel ebony ira jin jun siam clement oakley valentine moffat lawson quinn garnet raven
    kenya indigo aurora athena ariel faith-anne fortune unity purity saffron sapphire honor merlin primrose marigold
    magnolia petunia pippin viva ocean wren winsome celeste cosmo dexter dolly hester jules rana floyd basil bonnie
    boyd milton sama teo evans nam vusi may thu li lin
    """
)
"""What is written as a name and is a word, a town or a thing: alone it says nothing."""
