/* Test shim for old Wine only: a minimal Windows.UI.ViewManagement.UISettings.
   Qt >= 6.5's qwindows.dll creates one through C++/WinRT and aborts when the class is not registered. */
#include <windows.h>
#include <stdio.h>
#include <string.h>

typedef struct { BYTE A, R, G, B; } Color;
typedef void *HSTRX;
static const GUID IID_Unk = {0x00000000,0,0,{0xC0,0,0,0,0,0,0,0x46}};
static const GUID IID_Insp = {0xAF86E2E0,0xB12D,0x4c6a,{0x9C,0x5A,0xD7,0xAA,0x65,0x10,0x1E,0x90}};
static const GUID IID_Agile = {0x94ea2b94,0xe9cc,0x49e0,{0xc0,0xff,0xee,0x64,0xca,0x8f,0x5b,0x90}};
static const GUID IID_Fac = {0x00000035,0,0,{0xC0,0,0,0,0,0,0,0x46}};
static const GUID IID_UIS1 = {0x85361600,0x1c63,0x4627,{0xbc,0xb1,0x3a,0x89,0xe0,0xbc,0x9c,0x55}};
static const GUID IID_UIS3 = {0x03021be4,0x5254,0x4781,{0x81,0x94,0x51,0x68,0xf7,0xd0,0x6d,0x7b}};
#define EQ(a,b) (!memcmp(a,b,sizeof(GUID)))

static void note(const char *w, const GUID *g) {
    char b[160]; if (!getenv("UISHIM_DEBUG")) return;
    snprintf(b, sizeof b, "uishim %s %08lx-%04x-%04x-%02x%02x..\n", w, g->Data1, g->Data2, g->Data3, g->Data4[0], g->Data4[1]);
    fputs(b, stderr); fflush(stderr);
}
typedef struct Obj { void **v1; void **v3; } Obj;           /* two interfaces on one static object */
static Obj obj; static struct { void **v; } fac;
#define BASE(p) (&obj)

static HRESULT WINAPI qi(void *self, const GUID *iid, void **out) {
    if (EQ(iid,&IID_Unk)||EQ(iid,&IID_Insp)||EQ(iid,&IID_Agile)||EQ(iid,&IID_UIS1)) { *out=&obj.v1; return S_OK; }
    if (EQ(iid,&IID_UIS3)) { *out=&obj.v3; return S_OK; }
    note("QI E_NOINTERFACE", iid); *out=NULL; return E_NOINTERFACE;
}
static ULONG WINAPI ref(void *self) { return 2; }
static HRESULT WINAPI getiids(void *s, ULONG *n, GUID **g) { *n=0; *g=NULL; return S_OK; }
static HRESULT WINAPI getname(void *s, HSTRX *h) { *h=NULL; return S_OK; }
static HRESULT WINAPI gettrust(void *s, int *t) { *t=0; return S_OK; }
static HRESULT WINAPI notimpl(void *s, ...) { return E_NOTIMPL; }
static Color sysc(int i) { COLORREF c=GetSysColor(i); Color r={255,GetRValue(c),GetGValue(c),GetBValue(c)}; return r; }
static HRESULT WINAPI uielem(void *s, int e, Color *c) { *c=sysc(COLOR_HIGHLIGHT); return S_OK; }
static HRESULT WINAPI getcolor(void *s, int t, Color *c) {
    static const Color pal[]={{255,255,255,255},{255,0,0,0},{255,0,26,104},{255,0,62,146},{255,0,90,158},{255,0,120,215},
                              {255,66,156,227},{255,118,185,237},{255,166,216,255},{255,215,95,0}};
    *c = pal[t>=0&&t<10?t:5]; return S_OK;
}
static HRESULT WINAPI addev(void *s, void *h, INT64 *tok) { *tok=1; return S_OK; }
static HRESULT WINAPI remev(void *s, INT64 tok) { return S_OK; }

static HRESULT WINAPI fqi(void *self, const GUID *iid, void **out) {
    if (EQ(iid,&IID_Unk)||EQ(iid,&IID_Insp)||EQ(iid,&IID_Agile)||EQ(iid,&IID_Fac)) { *out=&fac; return S_OK; }
    note("factory QI E_NOINTERFACE", iid); *out=NULL; return E_NOINTERFACE;
}
static HRESULT WINAPI activate(void *s, void **out) { *out=&obj.v1; return S_OK; }

static void *vt1[]={qi,ref,ref,getiids,getname,gettrust,notimpl,notimpl,notimpl,notimpl,notimpl,notimpl,notimpl,notimpl,notimpl,notimpl,notimpl,notimpl,uielem,notimpl,notimpl};
static void *vt3[]={qi,ref,ref,getiids,getname,gettrust,getcolor,addev,remev};
static void *vtf[]={fqi,ref,ref,getiids,getname,gettrust,activate};

__declspec(dllexport) HRESULT WINAPI DllGetActivationFactory(HSTRX cls, void **out) {
    obj.v1=vt1; obj.v3=vt3; fac.v=vtf; *out=&fac; return S_OK;
}
__declspec(dllexport) HRESULT WINAPI DllGetClassObject(REFCLSID c, REFIID i, void **o) { *o=NULL; return CLASS_E_CLASSNOTAVAILABLE; }
__declspec(dllexport) HRESULT WINAPI DllCanUnloadNow(void) { return S_FALSE; }
BOOL WINAPI DllMain(HINSTANCE h, DWORD r, LPVOID p) { return TRUE; }
