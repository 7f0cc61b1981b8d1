/**
 * The only script of the page: shows the filter, which works on what is there already. Without it everything can be read.
 * Kept small and old-fashioned on purpose; it runs in the reader's browser, not in ours.
 */
export const script = `
(function(){
var form=document.getElementById('filter');if(!form)return;
var rows=[].slice.call(document.querySelectorAll('#findings tr[data-s]')).map(function(row){
var article=row.closest('article');
return{row:row,article:article,text:(article.querySelector('h4').textContent+' '+row.textContent).toLowerCase(),owner:article.getAttribute('data-o')};});
var articles=[].slice.call(document.querySelectorAll('#findings article'));
var words=document.getElementById('f-words'),owner=document.getElementById('f-owner'),status=document.getElementById('f-status'),shown=document.getElementById('f-shown');
var boxes=[].slice.call(form.querySelectorAll('input[type=checkbox]'));
var timer;
function apply(){
var want=words.value.toLowerCase().split(/\\s+/).filter(Boolean),on={},left=0,seen=new Set();
boxes.forEach(function(box){on[box.value]=box.checked;});
rows.forEach(function(one){
var ok=on[one.row.getAttribute('data-s')]&&(!owner.value||owner.value===one.owner)&&(!status.value||status.value===one.row.getAttribute('data-t'))&&want.every(function(word){return one.text.indexOf(word)>=0;});
one.row.hidden=!ok;if(ok){left++;seen.add(one.article);}});
var narrowed=want.length>0||owner.value||status.value;
articles.forEach(function(article){article.hidden=!seen.has(article);
var list=article.querySelector('details');if(list&&narrowed&&!article.hidden)list.open=true;});
shown.textContent=left+' of '+rows.length+' findings shown';}
function later(){clearTimeout(timer);timer=setTimeout(apply,120);}
function reset(){words.value='';owner.value='';status.value='';boxes.forEach(function(box){box.checked=true;});apply();}
words.addEventListener('input',later);
[owner,status].concat(boxes).forEach(function(one){one.addEventListener('change',apply);});
document.getElementById('f-reset').addEventListener('click',reset);
window.addEventListener('hashchange',function(){var at=document.getElementById(decodeURIComponent(location.hash.slice(1)));if(!at)return;var list=at.closest('details'),hidden=at.closest('[hidden]');if(hidden)reset();if(list)list.open=true;if(hidden||list)at.scrollIntoView();});
form.hidden=false;apply();
})();
`;
